"""The buttons of the weekly posts, and /community week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import Week
from bot.domain.posts import Kind
from bot.render import streak_posts, week_plans, weekly
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /community week."""
    shown = await services.week_plans.this_week(caller(interaction))
    await answer(interaction, week_plans.plan(shown))


class MyWeekDoor(ButtonDoor[weekly.MyWeek]):
    press = weekly.MyWeek

    async def click(self, interaction: Interaction, press: weekly.MyWeek) -> None:
        week = Week(press.year, press.week)
        shown = await self.services.streak_posts.own(caller(interaction), week)
        await answer(interaction, streak_posts.own_week(shown))


class PreviewWeekDoor(ButtonDoor[week_plans.PreviewWeek]):
    press = week_plans.PreviewWeek

    async def click(self, interaction: Interaction, press: week_plans.PreviewWeek) -> None:
        shown = await self.services.week_plans.this_week(caller(interaction))
        await interaction.response.defer(ephemeral=True, thinking=True)
        community_id, kinds = shown.community.community_id, shown.community.weekly_kinds
        if Kind.STREAKS in kinds:
            told = await self.services.streak_posts.of_week(community_id, shown.week)
            thanks = await self.services.digests.thanks(community_id)
            await answer(interaction, streak_posts.streaks(told, thanks))
        if Kind.REFLECTION in kinds:
            digest = await self.services.digests.preview(community_id, shown.week)
            await answer(interaction, weekly.prompt(shown.week, shown.question, digest))
        if not kinds:
            await answer(interaction, week_plans.nothing_posted())


class SkipWeekDoor(ButtonDoor[week_plans.SkipWeek]):
    press = week_plans.SkipWeek

    async def click(self, interaction: Interaction, press: week_plans.SkipWeek) -> None:
        week = Week(press.year, press.week)
        shown = await self.services.week_plans.skip(caller(interaction), week)
        await replace(interaction, week_plans.plan(shown))


class UnskipWeekDoor(ButtonDoor[week_plans.UnskipWeek]):
    press = week_plans.UnskipWeek

    async def click(self, interaction: Interaction, press: week_plans.UnskipWeek) -> None:
        week = Week(press.year, press.week)
        shown = await self.services.week_plans.unskip(caller(interaction), week)
        await replace(interaction, week_plans.plan(shown))


class SendWeekNowDoor(ButtonDoor[week_plans.SendWeekNow]):
    press = week_plans.SendWeekNow

    async def click(self, interaction: Interaction, press: week_plans.SendWeekNow) -> None:
        week = Week(press.year, press.week)
        shown = await self.services.week_plans.send_now(caller(interaction), week)
        await replace(interaction, week_plans.plan(shown))


class AddQuestionDoor(FormDoor[week_plans.AddQuestion]):
    press = week_plans.AddQuestion

    async def build(
        self, interaction: Interaction, press: week_plans.AddQuestion, answers: Answers
    ) -> Form:
        await self.services.communities.require_moderator(caller(interaction))
        return week_plans.question_form(answers)

    async def submit(
        self, interaction: Interaction, press: week_plans.AddQuestion, answers: Answers
    ) -> None:
        await self.services.questions.add(caller(interaction), answers.get("question", ""))
        await _show_again(interaction, self.services)


class RetireQuestionDoor(SelectDoor[week_plans.RetireQuestion]):
    press = week_plans.RetireQuestion

    async def choose(
        self, interaction: Interaction, press: week_plans.RetireQuestion, values: list[str]
    ) -> None:
        await self.services.questions.retire(caller(interaction), int(values[0]))
        await _show_again(interaction, self.services)


async def _show_again(interaction: Interaction, services: Services) -> None:
    shown = await services.week_plans.this_week(caller(interaction))
    await replace(interaction, week_plans.plan(shown))


DOORS = (
    MyWeekDoor,
    PreviewWeekDoor,
    SkipWeekDoor,
    UnskipWeekDoor,
    SendWeekNowDoor,
    AddQuestionDoor,
    RetireQuestionDoor,
)
