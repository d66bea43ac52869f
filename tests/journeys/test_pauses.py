"""A pause: one tap wherever pressure may show, and nothing asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.render.challenge_presses import JoinChallenge
from bot.render.rest_presses import EndPause, PauseFor, TakePause, WhatPauseHolds
from bot.render.safety import SAFETY_NOTE
from bot.render.thresholds import SetLimits
from tests.support.challenge_walks import MONDAY, TITLE, TUESDAY_AFTER, board, open_challenge, work
from tests.support.members import text_of
from tests.support.practising import begin

if TYPE_CHECKING:
    from tests.support.world import World


async def test_a_pause_is_lengthened_and_ended(world: World) -> None:
    anna = await begin(world)
    paused = await anna.slash("pause")
    assert paused.private
    assert "### Paused for today" in paused.text
    assert SAFETY_NOTE in paused.text
    assert paused.labels == ["3 days", "7 days", "End the pause", "What a pause holds"]
    longer = await anna.click(paused, PauseFor(days=3))
    assert "### Paused until Wed 7 Jan" in longer.text
    assert longer.labels == ["7 days", "End the pause", "What a pause holds"]
    assert "Paused until Sun 11 Jan" in (await anna.slash("pause", days=7)).text
    assert "Paused until Sun 11 Jan" in (await anna.slash("pause")).text
    holds = await anna.click(longer, WhatPauseHolds)
    assert "### What a pause holds" in holds.text
    assert holds.text.count("**Challenges:**") == 1
    assert holds.text.index("**All else**") > holds.text.index("**Weekly posts:**")
    assert SAFETY_NOTE in holds.text
    await world.advance(days=1)
    home = await anna.slash("today")
    assert "**Paused until Sun 11 Jan.**" in home.text
    over = await anna.click(longer, EndPause)
    assert "### The pause is over" in over.text
    assert "Paused" not in (await anna.slash("today")).text
    audit = await anna.slash("streak audit")
    assert "yesterday: **rest**" in audit.text
    again = await anna.click(over, TakePause)
    assert "### Paused for today" in again.text


async def test_a_pause_runs_along_with_a_rest(world: World) -> None:
    anna = await begin(world)
    await anna.slash("rest take", until="friday", reason="a cold")
    assert "Paused until Wed 7 Jan" in (await anna.slash("pause", days=3)).text
    shown = await anna.slash("rest show")
    assert "**Pause** · today to Wed 7 Jan" in shown.text
    assert "**Everything** · today to Fri 9 Jan" in shown.text
    ended = await anna.slash("rest end")
    assert "The pause is taken back" in ended.text
    assert "The rest (everything) is taken back" in ended.text


async def test_a_pause_shows_ones_own_sign_and_the_communitys_help(world: World) -> None:
    anna, mona = await begin(world), world.home.member("mona", moderator=True)
    form = await anna.click(
        await anna.slash("practice edit", practice="Guitar", why="joy"), SetLimits
    )
    await anna.submit(form, sign="no lunch")
    assert "Your own sign to pause: “no lunch”" in (await anna.slash("pause")).text
    assert "Your own sign to pause: “no lunch”" in (await anna.slash("rest show")).text
    assert "no lunch" not in (await mona.slash("pause")).text


async def test_wherever_pressure_may_show_one_tap_is_enough(world: World) -> None:
    anna = await begin(world)
    look = await anna.slash("reflect")
    paused = await anna.click(look, TakePause)
    assert paused.private
    assert "### Paused for today" in paused.text
    cleo = world.home.member("cleo")
    assert "### Paused for today" in (await cleo.slash("pause")).text


async def test_a_challenge_holds_a_pause(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    await world.advance_to(MONDAY)
    paused = await anna.click(board(world), TakePause)
    assert paused.private
    assert "### Paused for today" in paused.text
    own = await anna.slash("challenge show", challenge=TITLE)
    assert "Paused until" in (await anna.click(await anna.click(own, TakePause), "7 days")).text
    await world.advance_to(TUESDAY_AFTER - timedelta(days=2))
    await work(world)
    assert f"**Resting**\n- <@{anna.id}>" in text_of(board(world))
    shown = await anna.slash("challenge show", challenge=TITLE)
    assert "**Held** (rest, pause or travel): Mon 12 Jan" in shown.text
