"""The demo's story, as its visitors find it; they only look, so one playing serves them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.demo.cast import CAST, WEEKS
from bot.domain.ids import UserId
from bot.domain.settings import Visibility
from tests.support.demo import member, played, posts
from tests.support.members import text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.demo.theatre import Theatre

# What stands beside the practices of those who live through something.
PROCESS = {
    "Maya": "30 days with Morning pages",
    "Tomás": "Your 30 days with Guitar are over",
    "Elif": "A rest comes",
}
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Theatre]:
    async with played(tmp_path_factory.mktemp("demo")) as theatre:
        yield theatre


async def test_ten_weeks_of_a_community(theatre: Theatre) -> None:
    assert len(CAST) == 8
    assert len(posts(theatre)) == 2 * WEEKS
    shown = "\n".join(text_of(message) for message in theatre.stage.channel.history())
    assert "Start here" in shown
    assert "looked back on week" in shown
    assert "Cheered on by" in shown
    assert "A comeback after" in shown
    # Nothing went wrong that moderators had to hear of.
    assert not list(theatre.stage.desk.history())


async def test_everybody_has_numbers(theatre: Theatre) -> None:
    for character, actor in theatre.stage.people:
        numbers = await theatre.services.streaks.show(
            theatre._story.caller(actor.id), UserId(actor.id)
        )
        assert len(numbers.practices) == len(character.habits)
        for each in numbers.practices:
            assert each.summary.streak.best >= 5, character.name
            assert each.summary.adherence.percent, character.name
            assert each.summary.strength > 0.3, character.name


async def test_a_private_member_stays_private(theatre: Theatre) -> None:
    (samir,) = (each for each in CAST if each.visibility is Visibility.PRIVATE)
    mention = f"<@{theatre.stage.actor(samir.name).id}>"
    assert not any(mention in text_of(message) for message in theatre.stage.channel.history())
    logged = await member(theatre, samir.name).slash("log", amount="12 pages")
    assert logged.private


async def test_members_and_moderators_can_be_played(theatre: Theatre) -> None:
    maya = member(theatre, "Maya")
    assert "Reading" in (await maya.slash("today")).text
    assert "missed" in (await maya.slash("streak audit", practice="Reading", weeks=10)).text
    settings = await maya.slash("community settings")
    assert "To mend" not in settings.text
    logged = await member(theatre, "Noor").slash(
        "log", amount="10 min", note="And the piece after all."
    )
    assert "minimum reached" in logged.text


async def test_challenges_run_and_have_run(theatre: Theatre) -> None:
    shown = [text_of(message) for message in theatre.stage.channel.history()]
    (board,) = (each for each in shown if "Show-up week" in each and "Join" in each)
    noor = f"<@{theatre.stage.actor('Noor').id}>"
    assert noor in board
    before = (await member(theatre, "Noor").slash("challenge show", challenge="show-up week")).text
    assert "of 5 days" in before
    (results,) = (each for each in shown if "How “Feedback week” went" in each)
    assert noor in results
    assert "later than promised" not in results
    lena = f"<@{theatre.stage.actor('Lena').id}>"
    assert f"{lena} · 100 % · 2 of 2 answers" in results
    # What was logged a few minutes ago stands on the board already.
    assert f"<@{theatre.stage.actor('Ravi').id}> · 1 of 5 days" in board
    (summary,) = (each for each in shown if "What came of Feedback evening" in each)
    assert f"presented by {lena}" in summary
    assert "Each brings two minutes" in summary


async def test_moderators_find_a_community_that_can_be_looked_at(theatre: Theatre) -> None:
    maya = member(theatre, "Maya")
    health = (await maya.slash("community health")).text
    # Everybody but Samir, who is private: alone, he is in no sum.
    assert "agreed to be counted: 7" in health
    norms = (await maya.slash("community norms")).text
    assert "5 members agreed" in norms


async def test_the_long_process_is_under_way(theatre: Theatre) -> None:
    today = {name: (await member(theatre, name).slash("today")).text for name in PROCESS}
    for name, words in PROCESS.items():
        assert words in today[name], name
    assert "19:30" in (await member(theatre, "Noor").slash("remind list")).text
    assert "3 of 5" in (await member(theatre, "Maya").slash("plan show")).text
    why = (await member(theatre, "Maya").slash("journal why")).text
    assert "shelf" in why
