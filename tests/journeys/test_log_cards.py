"""Cards of logs: cheered, corrected, taken back, hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery import Delivery
from bot.demo.theatre import NoPace
from bot.domain.callers import Caller
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.render.card import button, buttons, card, text
from bot.render.logs import Cheer, CorrectLog, LearnFromLog, UndoLog, UndoOneOf
from bot.render.moderation import HIDE
from storage import logs
from tests.support.members import text_of
from tests.support.practising import begin, last, set_up

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from tests.support.members import Member
    from tests.support.world import World


async def test_an_open_member_is_cheered_on(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    logged = await anna.slash("log", amount="25")
    assert not logged.private
    assert f"<@{anna.id}> · **Guitar** · 25 min" in last(world.home.channel)
    assert "Cheers come from the others" in (await anna.click(logged, Cheer)).text
    await ben.click(logged, Cheer)
    assert f"Cheered on by <@{ben.id}>" in last(world.home.channel)
    assert "cheered this one on already" in (await ben.click(logged, Cheer)).text


async def test_a_card_left_behind_by_a_private_member_tells_no_new_numbers(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    logged = await anna.slash("log", amount="25")
    before = last(world.home.channel)
    await anna.slash("settings visibility", level="private")
    await world.advance(days=1)
    await anna.slash("log", amount="30")
    refused = await ben.click(logged, Cheer)
    assert refused.private
    assert "keeps their numbers to themselves" in refused.text
    assert last(world.home.channel) == before


async def test_a_private_log_has_no_card_to_cheer(world: World) -> None:
    anna, ben = await begin(world, is_open=False), world.home.member("ben")
    await set_up(world)
    logged = await anna.slash("log", amount="25", note="secret")
    async with world.db.reading() as conn:
        (log,) = await logs.latest(conn, CommunityId(world.home.id), UserId(anna.id), 1)
    # Discord passes on no click that we did not offer; should it ever, nothing is given away.
    forged = card(text("Look"), buttons(button("Cheer", Cheer(log_id=log.id))))
    await world.bot.delivery.send(world.home.channel.id, forged)
    (seen,) = world.home.channel.history()
    assert logged.private
    assert (await ben.click(seen, Cheer)).private
    assert "secret" not in last(world.home.channel)


async def test_a_card_still_works_after_a_restart(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    logged = await anna.slash("log", amount="25")
    await world.restart()
    await ben.click(logged, Cheer)
    assert f"Cheered on by <@{ben.id}>" in last(world.home.channel)


async def test_undo_on_the_card_takes_it_away(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    logged = await anna.slash("log", amount="25", note="slow")
    await ben.click(logged, Cheer)
    refused = await ben.click(logged, UndoLog)
    assert refused.private
    assert "not yours, sorry" in refused.text
    assert "not yours, sorry" in (await ben.click(logged, CorrectLog)).text
    undone = await anna.click(logged, UndoLog)
    assert undone.private
    assert "Taken back: 25 min of Guitar" in undone.text
    assert "> slow" in undone.text
    assert last(world.home.channel) == ""
    assert "Streak: **0 days**" in (await anna.slash("streak show")).text


async def test_undo_by_command_and_from_its_list(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    assert "no log of yours" in (await anna.slash("undo")).text
    for amount in ("5", "6", "7"):
        await anna.slash("log", amount=amount)
        await world.advance(minutes=1)
    labels = await anna.complete("undo", "which")
    assert labels[0] == "Guitar · 7 min · 2026-01-05"
    undone = await anna.slash("undo")
    assert "Taken back: 7 min" in undone.text
    assert "**Guitar** · 6 min" in last(world.home.channel)
    found = await anna.actor.autocomplete(anna.channel, "undo", "which", "5 min")
    oldest = str(found[0]["value"])
    undone = await anna.choose(undone, UndoOneOf, oldest)
    assert "Taken back: 5 min" in undone.text
    assert "not there any more" in (await anna.slash("undo", which=oldest)).text
    assert "I know no log by that" in (await anna.slash("undo", which="nonsense")).text
    assert "**Guitar** · 6 min" in last(world.home.channel)


async def test_a_card_whose_log_was_taken_back_on_the_way_is_removed(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    cog: Any = world.bot.get_cog("LogCog")
    cog._desk._delivery = _Overtaken(world, anna)
    await anna.slash("log", amount="25")
    assert last(logs) == ""


class _Overtaken(Delivery):
    """Delivers so late that the author has taken the log back."""

    def __init__(self, world: World, author: Member) -> None:
        super().__init__(world.bot, NoPace())
        self._world = world
        self._author = author

    async def send(self, *args: Any, **options: Any) -> Outcome:
        outcome = await super().send(*args, **options)
        asked = Caller(CommunityId(self._world.home.id), UserId(self._author.id), InteractionId(5))
        await self._world.bot.services.logs.undo(asked)
        return outcome


async def test_undo_tells_where_the_card_could_not_be_removed(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    await anna.slash("log", amount="25")
    channel = world.home.channel
    path = f"/channels/{channel.id}/messages/*"
    world.env.inject_error("DELETE", path, status=403, code=50013, message="no")
    undone = await anna.slash("undo")
    assert "could not be removed: I lack a permission there" in undone.text


async def test_correcting_on_the_card_mends_it(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    logged = await anna.slash("log", amount="12", felt="stretch")
    await ben.click(logged, Cheer)
    form = await anna.click(logged, CorrectLog)
    assert form.fields["amount"] == "12 min"
    await anna.submit(form, amount="20", where="garden")
    card = last(world.home.channel)
    assert "**Guitar** · 20 min" in card
    assert "Where: garden · Felt: a stretch" in card
    assert f"Cheered on by <@{ben.id}>" in card
    refused = await anna.submit(await anna.click(logged, CorrectLog), amount="5 words")
    assert "This practice counts minutes" in refused.text
    again = await anna.click(refused, "Open it again")
    assert again.fields["amount"] == "5 words"
    await anna.submit(again, amount="40")
    assert "**Guitar** · 40 min" in last(world.home.channel)


async def test_correcting_as_a_private_member_publishes_no_number(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    shown = await anna.slash("log", amount="5")
    await anna.slash("settings visibility", level="private")
    await anna.slash("log", amount="50")
    await anna.submit(await anna.click(shown, CorrectLog), amount="6")
    standing = last(world.home.channel)
    assert "6 min" in standing
    assert "Today" not in standing
    assert "Streak" not in standing


async def test_a_card_that_cannot_be_mended_is_told(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    logged = await anna.slash("log", amount="25")
    path = f"/channels/{logs.id}/messages/*"
    world.env.inject_error("PATCH", path, status=403, code=50013, message="no")
    corrected = await anna.submit(await anna.click(logged, CorrectLog), amount="30")
    assert "30 min" in corrected.text
    assert "could not be changed: I lack a permission there" in corrected.text


async def test_what_went_badly_counts_and_teaches(world: World) -> None:
    anna = await begin(world, is_open=False)
    logged = await anna.slash("log", amount="25", felt="went_badly")
    assert "Streak: 1 day" in logged.text
    form = await anna.click(logged, LearnFromLog)
    taught = await anna.submit(form, lesson="start before noon")
    assert "What it taught: start before noon" in taught.text
    again = await anna.click(taught, LearnFromLog)
    assert again.fields["lesson"] == "start before noon"


async def test_moderators_hide_a_card(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    moderator = world.home.member("mo", moderator=True)
    await set_up(world)
    await anna.slash("log", amount="25", proof=("rude.png", b"picture"))
    card = world.home.channel.last_message
    assert card
    assert (await ben.menu(HIDE, card)).private
    assert "**Guitar** · 25 min" in last(world.home.channel)
    hidden = await moderator.menu(HIDE, card)
    assert "The log itself stays" in hidden.text
    hushed = world.home.channel.last_message
    assert hushed
    assert "A moderator hid this card" in text_of(hushed)
    assert not hushed.attachments
    chat = await anna.actor.send(world.home.channel, "well done")
    assert "nothing to hide" in (await moderator.menu(HIDE, chat)).text
    assert "Streak: **1 day**" in (await anna.slash("streak show")).text


async def test_a_hidden_card_stays_hidden_when_its_log_is_corrected(world: World) -> None:
    anna, moderator = await begin(world), world.home.member("mo", moderator=True)
    await set_up(world)
    logged = await anna.slash("log", amount="25")
    on_card = await anna.click(logged, CorrectLog)
    card = world.home.channel.last_message
    assert card
    await moderator.menu(HIDE, card)
    await anna.submit(on_card, amount="30")
    assert "A moderator hid this card" in last(world.home.channel)
    path = f"/channels/{world.home.channel.id}/messages/*"
    world.env.inject_error("PATCH", path, status=403, code=50013, message="no")
    await anna.slash("log", amount="5")
    card = world.home.channel.last_message
    assert card
    told = await moderator.menu(HIDE, card)
    assert "I lack a permission there" in told.text
    assert "delete it by hand" in told.text


async def test_after_the_log_is_gone_its_buttons_say_so(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    await anna.slash("log", amount="25", felt="went_badly")
    logged = world.home.channel.last_message
    assert logged
    form = await anna.click(logged, CorrectLog)
    world.env.inject_error(
        "DELETE", f"/channels/{world.home.channel.id}/messages/*", status=403, code=50013
    )
    await anna.slash("undo")
    assert "taken back" in (await ben.click(logged, Cheer)).text
    assert "taken back" in (await anna.click(logged, UndoLog)).text
    assert "taken back" in (await anna.click(logged, LearnFromLog)).text
    assert "taken back" in (await anna.submit(form, amount="3")).text
