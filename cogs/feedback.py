"""/feedback: ask for it, give it, and see what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.asking import LONGEST_WAIT_DAYS, Options
from bot.domain.requests import Hardship, Wish
from bot.render.requests import HARDSHIPS, WISHES
from bot.views import generosity, giving, queues, ratings, requests, self_scores
from bot.views.caller import Interaction  # noqa: TC001 - discord.py reads it
from bot.views.feedback import Offered

if TYPE_CHECKING:
    from bot.app import Whetstone

Days = app_commands.Range[int, 1, LONGEST_WAIT_DAYS]
Person = discord.Member | discord.User
HARD, WANTS = requests.choices_of(HARDSHIPS), requests.choices_of(WISHES)


class FeedbackCog(
    Offered, commands.GroupCog, group_name="feedback", group_description="Feedback among peers"
):
    """Doors to asking, the queue, giving and rating; answers are private."""

    def __init__(self, bot: Whetstone) -> None:
        super().__init__(bot.services, bot.delivery)

    @app_commands.command(description="Ask for feedback on your work")
    @app_commands.describe(
        rubric="What it is to be looked at by",
        audience="One person who may answer; everybody unless told",
        anonymous="Ask without your name",
        deadline="In how many days you need it, 1 to 28",
        file="A picture or file of the work",
        practice="One of yours: brings its skill and its trusted source",
        skill="What it is about, if not your practice's",
    )
    @app_commands.autocomplete(
        rubric=Offered.rubrics, practice=Offered.practices, skill=Offered.skills
    )
    async def ask(  # noqa: PLR0913, PLR0917 - the options are a contract
        self,
        interaction: Interaction,
        rubric: str = "",
        audience: Person | None = None,
        anonymous: bool = False,  # noqa: FBT001, FBT002 - an option of the command
        deadline: Days | None = None,
        file: discord.Attachment | None = None,
        practice: str = "",
        skill: str = "",
    ) -> None:
        """Open the form of asking."""
        asked = requests.audience(audience)
        options = Options(rubric, practice, skill, asked, anonymous, deadline)
        await requests.ask(interaction, self._services, options, file)

    @app_commands.command(description="Say that you are stuck: no work needed, one sentence")
    @app_commands.describe(
        hard="What makes it hard",
        wants="What would help you",
        anonymous="Say it without your name",
        audience="One person who may answer; everybody unless told",
        practice="One of yours that it is about",
    )
    @app_commands.choices(hard=HARD, wants=WANTS)
    @app_commands.autocomplete(practice=Offered.practices)
    async def stuck(
        self,
        interaction: Interaction,
        hard: str,
        wants: str,
        anonymous: bool = False,  # noqa: FBT001, FBT002 - an option of the command
        audience: Person | None = None,
        practice: str = "",
    ) -> None:
        """Open the form of being stuck."""
        options = Options(
            practice=practice,
            asked=requests.audience(audience),
            anonymous=anonymous,
            hardship=Hardship(hard),
            wish=Wish(wants),
        )
        await requests.say_stuck(interaction, self._services, options)

    @app_commands.command(name="self", description="Score your own work and keep it as a version")
    @app_commands.describe(
        rubric="What to look at it by", practice="One of yours", skill="What it is about"
    )
    @app_commands.autocomplete(
        rubric=Offered.rubrics, practice=Offered.practices, skill=Offered.skills
    )
    async def score(
        self, interaction: Interaction, rubric: str, practice: str = "", skill: str = ""
    ) -> None:
        """Open the panel of levels."""
        await self_scores.score(interaction, self._services, Options(rubric, practice, skill))

    @app_commands.command(description="Answer a request that you hold")
    @app_commands.describe(request="Which one; the one you hold unless told")
    @app_commands.autocomplete(request=Offered.requests_to_answer)
    async def give(self, interaction: Interaction, request: str = "") -> None:
        """Show the desk of a request."""
        await giving.give(interaction, self._services, self._delivery, request)

    @app_commands.command(description="See what waits for an answer, and take one")
    @app_commands.describe(skill="What it is about; everything unless told")
    @app_commands.autocomplete(skill=Offered.skills)
    async def queue(self, interaction: Interaction, skill: str = "") -> None:
        """Show what the caller may answer."""
        await queues.show(interaction, self._services, skill)

    @app_commands.command(description="Take a request of yours back")
    @app_commands.describe(request="Which one; the only one that waits unless told")
    @app_commands.autocomplete(request=Offered.own_requests)
    async def withdraw(self, interaction: Interaction, request: str = "") -> None:
        """Take a request back."""
        await requests.withdraw(interaction, self._services, self._delivery, request)

    @app_commands.command(description="What you asked, received and gave, and what waits for you")
    async def mine(self, interaction: Interaction) -> None:
        """Show what is mine."""
        await generosity.show(interaction, self._services)

    @app_commands.command(description="Say what an answer was worth to you")
    @app_commands.describe(answer="Which one; the newest that you have not rated unless told")
    @app_commands.autocomplete(answer=Offered.unrated)
    async def rate(self, interaction: Interaction, answer: str = "") -> None:
        """Open the form of a rating."""
        await ratings.rate(interaction, self._services, answer)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(FeedbackCog(bot))
