"""What stands in the channel of a challenge: its board, changed targets, and one ping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.challenge_presses import (
    ChooseTakeOff,
    JoinChallenge,
    RenewTerms,
    SeeEveryone,
    SeeTerms,
    ShowChallenge,
    TakeOff,
)
from tests.support.challenge_walks import MONDAY, TITLE, board, open_challenge, work
from tests.support.members import Reply, parts_of, text_of
from tests.support.practising import begin

if TYPE_CHECKING:
    from tests.support.world import World


async def test_a_harder_target_is_renewed_by_who_wants_it(world: World) -> None:
    anna = await begin(world)
    mona = await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    await mona.slash("challenge edit", challenge=TITLE, target="6")
    await work(world)
    news = world.home.channel.history()[-1]
    assert "5 days → 6 days" in text_of(news)
    kept = await anna.click(news, SeeTerms)
    assert "You keep the target that you agreed to, 5 days." in kept.text
    renewed = await anna.click(news, RenewTerms)
    assert "Your target: 6 days" in renewed.text
    assert "You keep the target" not in (await anna.click(news, SeeTerms)).text
    refused = await world.home.member("ben").click(news, RenewTerms)
    assert "No part is taken" in refused.text


async def test_an_easier_target_is_announced(world: World) -> None:
    anna = await begin(world)
    mona = await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    await mona.slash("challenge edit", challenge=TITLE, target="4")
    await work(world)
    news = text_of(world.home.channel.history()[-1])
    assert "5 days → 4 days" in news
    assert "It counts for everybody from Tue 6 Jan on." in news
    assert "Renew" not in news


async def test_a_moderator_takes_somebody_off(world: World) -> None:
    anna = await begin(world)
    mona = await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    everyone = await mona.click(board(world), SeeEveryone)
    custom_id = next(
        each["custom_id"] for each in parts_of(everyone) if "take-off" in each.get("custom_id", "")
    )
    asked = Reply(await mona.actor.select(everyone.message, (anna.actor,), custom_id=custom_id))
    assert f"Take <@{anna.id}> off “Show-up week”?" in asked.text
    done = await mona.click(asked, TakeOff)
    assert "is off the board" in done.text
    refused = await anna.click(board(world), JoinChallenge)
    assert "A moderator took you off" in refused.text
    nobody = Reply(await mona.actor.select(everyone.message, (mona.actor,), custom_id=custom_id))
    assert "No part is taken" in nobody.text


async def test_a_moderator_no_more_takes_nobody_off(world: World) -> None:
    anna = await begin(world)
    mona = await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    everyone = await mona.click(board(world), SeeEveryone)
    press = ChooseTakeOff(challenge_id=int(parts_of(everyone)[-1]["custom_id"].split(":")[1]))
    world.env.backend.get_guild(world.home.id).members[mona.id].role_ids.clear()
    refused = Reply(
        await mona.actor.select(everyone.message, (anna.actor,), custom_id=press.custom_id)
    )
    assert "moderators" in refused.text


async def test_one_role_is_pinged_once(world: World) -> None:
    role = world.home.guild.create_role("walkers")
    await open_challenge(world, ping=role)
    assert f"<@&{role.id}>" in text_of(board(world))
    ben = world.home.member("ben")
    await ben.click(board(world), JoinChallenge)
    await world.bot.delivery.delete(world.home.channel.id, board(world).id)
    await work(world)
    await work(world)
    assert f"<@{ben.id}>" in text_of(board(world))
    where = f"/channels/{world.home.channel.id}/messages"
    sent: list[Any] = [
        call.json
        for call in world.env.http_requests
        if call.method == "POST" and call.path.endswith(where)
    ]
    assert [each["allowed_mentions"].get("roles") or [] for each in sent] == [[role.id], []]


async def test_today_tells_of_challenges(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world)
    home = await anna.slash("today")
    assert "“Show-up week” can be joined until Wed 14 Jan." in home.text
    shown = await anna.click(home, ShowChallenge)
    await anna.click(shown, JoinChallenge)
    assert "“Show-up week” begins Mon 12 Jan." in (await anna.slash("today")).text
    await world.advance_to(MONDAY)
    assert "“Show-up week”: 6 more days." in (await anna.slash("today")).text
    await world.advance(days=6)
    assert "“Show-up week”: today is the last day." in (await anna.slash("today")).text
    await world.advance(days=1)
    assert "Show-up week" not in (await anna.slash("today")).text


async def test_the_board_is_edited_through_discord(world: World) -> None:
    await open_challenge(world)
    before = board(world).id
    await world.home.member("ben").click(board(world), JoinChallenge)
    await world.advance(minutes=1)
    await work(world)
    assert board(world).id == before
    assert "1 person takes part" in text_of(board(world))
