"""A meeting as members see it: its card, the rota, attendance and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.ids import CommunityId, UserId
from bot.render import session_cards
from bot.render.session_cards import Attend, LetPass, ShowRota, ToggleRota, WriteSummary
from tests.support.callers import act
from tests.support.meetings import TUESDAY, card, events, plan, run, said, summarise
from tests.support.members import text_of

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World


def people(world: World) -> tuple[Member, Member, Member]:
    mona = world.home.member("mona", moderator=True)
    return mona, world.home.member("anna"), world.home.member("ben")


async def test_a_meeting_has_an_event_and_a_card_once(world: World) -> None:
    mona, *_ = people(world)
    shown = await plan(world, mona, place="*Library*", minutes=90)
    assert shown.private
    assert "Practising together, 90 minutes, every 2 weeks" in shown.text
    (event,) = events(world)
    assert (event.name, event.entity_metadata) == ("Slow scales", {"location": "*Library*"})
    assert event.scheduled_start_time.startswith("2026-01-06T19:00:00")
    assert event.scheduled_end_time.startswith("2026-01-06T20:30:00")
    await run(world)
    await world.restart()
    await run(world)
    assert len(events(world)) == 1
    (invited,) = said(world)
    assert "\\*Library\\*" in invited
    assert "<t:1767726000:F>" in invited
    assert "nobody yet" in invited


async def test_who_waited_longest_presents_and_may_pass(world: World) -> None:
    mona, anna, ben = people(world)
    await plan(world, mona)
    assert "Nobody is on the rota yet" in (await ben.click(card(world), ShowRota)).text
    rota = await anna.click(card(world), ToggleRota)
    assert rota.private
    assert f"1. <@{anna.id}>" in rota.text
    assert f"**Presents:** <@{anna.id}>" in said(world)[0]
    await world.advance(minutes=1)
    await ben.click(card(world), ToggleRota)
    refused = await ben.click(card(world), LetPass)
    assert refused.private
    assert "somebody else's turn" in refused.text
    await anna.click(card(world), LetPass)
    assert f"**Presents:** <@{ben.id}>" in said(world)[0]
    rota = await ben.click(card(world), ShowRota)
    assert f"1. <@{anna.id}>\n2. <@{ben.id}>" in rota.text
    left = await ben.click(rota, "Leave the rota")
    assert "Join the rota" in left.labels
    assert "nobody yet" in said(world)[0]


async def test_attendance_is_noted_at_its_time_and_taken_back(world: World) -> None:
    mona, anna, ben = people(world)
    await plan(world, mona)
    early = await anna.click(card(world), Attend)
    assert early.private
    assert "Attendance is noted from <t:1767724200:f> to <t:1767772800:f>" in early.text
    await world.advance_to(TUESDAY)
    await anna.click(card(world), Attend)
    await ben.click(card(world), Attend)
    assert f"**Here (2):** <@{anna.id}>, <@{ben.id}>" in said(world)[0]
    await anna.click(card(world), Attend)
    assert f"**Here (1):** <@{ben.id}>" in said(world)[0]
    await world.advance(hours=13)
    assert "Attendance is noted" in (await anna.click(card(world), Attend)).text


async def test_after_the_end_the_next_is_made_and_a_summary_offered(world: World) -> None:
    mona, anna, ben = people(world)
    await plan(world, mona)
    await ben.click(card(world), ToggleRota)
    await world.advance_to(TUESDAY)
    await anna.click(card(world), Attend)
    await world.restart()
    await world.advance(minutes=60)
    await run(world)
    await run(world)
    starts = [each.scheduled_start_time[:16] for each in events(world)]
    assert starts == ["2026-01-06T19:00", "2026-01-20T19:00"]
    assert len(said(world)) == 1
    assert "**Next:** <t:1768935600:F>" in said(world)[0]
    refused = await anna.click(card(world), WriteSummary)
    assert "whoever presented" in refused.text
    form = await ben.click(card(world), WriteSummary)
    thanks = await summarise(ben, form, "Slower *still*.\nAt home, too.", anna)
    assert "Kept, thank you" in thanks.text
    await run(world)
    assert "Write the summary" not in said(world)[0]
    assert f"presented by <@{anna.id}>" in said(world)[1]
    assert f"**Here (1):** <@{anna.id}>" in said(world)[1]
    assert "> Slower \\*still\\*.\n> At home, too." in said(world)[1]
    await world.advance_to(TUESDAY.replace(day=13))
    await run(world)
    assert "<t:1768935600:F>" in said(world)[2]


async def test_a_summary_is_corrected_in_its_place(world: World) -> None:
    mona, anna, _ = people(world)
    await plan(world, mona)
    await world.advance_to(TUESDAY)
    await world.advance(hours=1)
    await run(world)
    form = await mona.click(card(world), WriteSummary)
    empty = await mona.submit(form, agreed="\u2800")
    assert "needs at least one character" in empty.text
    form = await mona.click(empty, "Open it again")
    await summarise(mona, form, "Slower.", anna)
    await run(world)
    form = await mona.click(card(world), WriteSummary)
    assert form.fields["agreed"] == "Slower."
    (select,) = (each for each in form.components if each.get("custom_id") == "presenter")
    assert [each["id"] for each in select["default_values"]] == [anna.id]
    assert "Corrected" in (await summarise(mona, form, "Faster.", None)).text
    assert "presented by nobody" in text_of(card(world))
    assert "> Faster." in text_of(card(world))
    assert len(said(world)) == 2
    # Who came after all is told there, too.
    await anna.click(world.home.channel.history()[0], Attend)
    assert f"**Here (1):** <@{anna.id}>" in text_of(card(world))


async def test_whom_moderators_keep_out_takes_no_part_but_may_leave(world: World) -> None:
    mona, anna, _ = people(world)
    await plan(world, mona)
    await anna.click(card(world), ToggleRota)
    await mona.slash("moderate block", member=anna.actor)
    await world.advance_to(TUESDAY)
    refused = await anna.click(card(world), Attend)
    assert refused.private
    assert f"<@{anna.id}>" not in refused.text
    assert "Join the rota" in (await anna.click(card(world), ToggleRota)).labels
    again = await anna.click(card(world), ToggleRota)
    assert "Leave the rota" not in again.labels


async def test_an_event_that_stands_already_is_found_again(world: World) -> None:
    mona, *_ = people(world)
    await plan(world, mona)
    services, delivery = world.bot.services, world.bot.delivery
    asks = act(UserId(mona.id), CommunityId(world.home.id), manages_server=True)
    (shown,) = await services.sessions.all(asks)
    assert shown.upcoming
    assert shown.upcoming.event_id
    # The program ended before it noted the event: it asks again.
    outcome = await delivery.make_event(session_cards.event(shown.upcoming))
    assert outcome == Sent(shown.upcoming.event_id)
    assert len(events(world)) == 1
    # A server that the bot is not connected to may answer later.
    elsewhere = replace(session_cards.event(shown.upcoming), community_id=CommunityId(5))
    silent = Undeliverable(Trouble.UNREACHABLE)
    assert await delivery.make_event(elsewhere) == silent
    assert await delivery.look_for_event(5, shown.upcoming.event_id) == silent
    assert await delivery.drop_event(5, shown.upcoming.event_id) == silent
