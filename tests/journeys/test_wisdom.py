"""Ideas: shared, marked, applied, taken down, also after a restart and as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery import Delivery
from bot.demo.theatre import NoPace
from bot.domain.callers import Caller
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.wisdom import IdeaKind
from bot.render.adjustments import AdoptChange
from bot.render.pieces import ReportPiece
from bot.render.wisdom import (
    ApplyIdea,
    ChooseIdeaKind,
    MarkIdea,
    OpenIdea,
    ShareIdea,
    TakeBackApplied,
    TakeDownIdea,
)
from storage import suspensions
from tests.support.members import text_of, walk

if TYPE_CHECKING:
    import discord

    from bot.domain.deliveries import Outcome
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def share(
    member: Member, kind: IdeaKind = IdeaKind.INSIGHT, skill: str | None = None, **answers: str
) -> Reply:
    """Share an idea through its form."""
    given: dict[str, Any] = {"skill": skill} if skill else {}
    form = await member.slash("wisdom share", kind=kind.value, **given)
    words = {"title": "Slow first", "text": "Half the speed, then faster.", **answers}
    return await member.submit(form, **words)


def card(world: World) -> discord.Message:
    message = world.home.channel.last_message
    assert message
    return message


async def test_an_idea_is_shared_marked_and_applied(world: World) -> None:
    anna, ben, cara = (world.home.member(name) for name in ("anna", "ben", "cara"))
    done = await share(anna, skill="Guitar", source="My teacher")
    assert done.private
    assert "Thank you for **Slow first**" in done.text
    shown = text_of(card(world))
    assert f"Insight, shared by <@{anna.id}> · Guitar" in shown
    assert "> Half the speed, then faster." in shown
    assert "From: My teacher" in shown
    await ben.click(card(world), MarkIdea)
    assert "1 can now" in text_of(card(world))
    await cara.click(card(world), MarkIdea)
    assert "2 can now" in text_of(card(world))
    await ben.click(card(world), MarkIdea)  # taken back
    assert "1 can now" in text_of(card(world))
    form = await ben.click(card(world), ApplyIdea)
    noted = await ben.submit(form, happened="Cleaner\nafter a week")
    assert noted.private
    assert "Noted: you applied **Slow first**" in noted.text
    assert "1 can now, 1 applied it: “Cleaner after a week”" in text_of(card(world))
    assert f"<@{ben.id}>" not in text_of(card(world))
    again = await ben.submit(await ben.click(card(world), ApplyIdea), happened="more")
    assert "noted this idea for today already" in again.text
    await ben.click(noted, TakeBackApplied)
    assert "applied it" not in text_of(card(world))


async def test_the_card_works_after_a_restart_and_a_month(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await share(anna)
    await world.restart()
    await world.advance(days=30)
    await ben.click(card(world), MarkIdea)
    await ben.submit(await ben.click(card(world), ApplyIdea), happened="")
    assert "1 can now, 1 applied it" in text_of(card(world))
    await world.advance(days=1)
    await ben.submit(await ben.click(card(world), ApplyIdea), happened="Even better")
    assert "1 applied it: “Even better”" in text_of(card(world))
    parts: list[Any] = [each.to_dict() for each in card(world).components]
    ids = [part.get("custom_id", "") for part in walk(parts)]
    assert {AdoptChange.tag, ReportPiece.tag} <= {each.split(":")[0] for each in ids}


async def test_ones_own_idea_is_for_the_others(world: World) -> None:
    anna = world.home.member("anna")
    await share(anna)
    before = text_of(card(world))
    assert "This idea is your own" in (await anna.click(card(world), MarkIdea)).text
    assert "This idea is your own" in (await anna.click(card(world), ApplyIdea)).text
    assert "This idea is your own" in (await anna.slash("wisdom applied", idea="slow first")).text
    assert text_of(card(world)) == before


async def test_its_author_takes_an_idea_down(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await share(anna)
    opened = await ben.click(await ben.slash("wisdom search"), OpenIdea)
    form = await ben.click(opened, ApplyIdea)
    refused = await ben.click(card(world), TakeDownIdea)
    assert refused.private
    assert "not yours, sorry" in refused.text
    standing = card(world)
    down = await anna.click(standing, TakeDownIdea)
    assert down.private
    assert "Taken down: **Slow first**" in down.text
    assert "> Half the speed, then faster." in down.text
    assert world.home.channel.last_message is None
    lost = await ben.submit(form, happened="It worked")
    assert "no idea called" in lost.text
    again = await ben.click(lost, "Open it again")
    assert "not there any more" in again.text


async def test_an_idea_whose_card_cannot_be_removed_says_so_and_its_buttons_too(
    world: World,
) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    done = await share(anna)
    path = f"/channels/{world.home.channel.id}/messages/*"
    world.env.inject_error("DELETE", path, status=403, code=50013, message="no")
    down = await anna.click(done, TakeDownIdea)
    assert "could not be removed: I lack a permission there" in down.text
    for press in (MarkIdea, ApplyIdea):
        assert "not there any more" in (await ben.click(card(world), press)).text
    assert "not there any more" in (await anna.click(card(world), TakeDownIdea)).text


async def test_an_idea_is_kept_where_its_card_cannot_be_posted(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    path = f"/channels/{world.home.channel.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013, message="no")
    done = await share(anna)
    assert "could not be posted" in done.text
    assert "I lack a permission there" in done.text
    found = await ben.slash("wisdom search", text="slow")
    opened = await ben.click(found, OpenIdea)
    assert opened.private
    marked = await ben.click(opened, MarkIdea)
    assert "1 can now" in marked.text


async def test_what_is_done_in_private_shows_on_the_card(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await share(anna)
    opened = await ben.click(await ben.slash("wisdom search"), OpenIdea)
    await ben.click(opened, MarkIdea)
    assert "1 can now" in text_of(card(world))
    await ben.submit(await ben.click(opened, ApplyIdea), happened="It worked")
    assert "1 applied it: “It worked”" in text_of(card(world))
    # A card that a moderator deleted needs no mending.
    await card(world).delete()
    assert "Now I can" in (await ben.click(opened, MarkIdea)).text


async def test_each_kind_asks_for_what_it_needs(world: World) -> None:
    anna = world.home.member("anna")
    plain = await anna.slash("wisdom share", kind=IdeaKind.STRATEGY.value)
    assert set(plain.fields) == {"title", "text", "source", "skill"}
    cut = await share(anna, IdeaKind.SHORTCUT, leaves_out="The why of it")
    assert "Thank you" in cut.text
    assert "What it leaves out\n> The why of it" in text_of(card(world)).replace("**", "")
    await share(anna, IdeaKind.OPPORTUNITY, title="Open stage", until="in 2 days")
    assert "Here until <t:" in text_of(card(world))
    ben = world.home.member("ben")
    assert "Open stage" in (await ben.slash("wisdom search", text="stage")).text
    await world.advance(days=3)
    assert "No idea here says that yet" in (await ben.slash("wisdom search", text="stage")).text
    await ben.click(card(world), MarkIdea)
    assert "It left <t:" in text_of(card(world))


async def test_a_refused_form_comes_back_filled(world: World) -> None:
    anna = world.home.member("anna")
    for until, words in (
        ("soon", "could not read “soon”"),
        ("2020-01-01", "is over already"),
        ("2030-01-01", "more than a year ahead"),
    ):
        refused = await share(anna, IdeaKind.OPPORTUNITY, until=until)
        assert refused.private
        assert words in refused.text
        again = await anna.click(refused, "Open it again")
        assert again.fields["until"] == until
        assert again.fields["text"] == "Half the speed, then faster."
    shared = await anna.submit(again, until="tomorrow")
    assert "until it leaves by itself" in shared.text
    hidden = await share(anna, text="turned \u202e around")
    assert "hidden characters" in hidden.text
    empty = await share(anna, title="\u200b")
    assert "needs at least one character" in empty.text


async def test_suspended_members_share_nothing(world: World) -> None:
    anna = world.home.member("anna")
    await share(anna)
    here, who = CommunityId(world.home.id), UserId(anna.id)
    async with world.db.transaction() as tx:
        await suspensions.add(tx, here, who, UserId(1), world.clock.now())
    refused = await share(anna, title="Another")
    assert refused.private
    assert "Open it again" in refused.labels
    assert "Another" not in text_of(card(world))


async def test_a_kind_is_chosen_on_an_empty_list(world: World) -> None:
    anna = world.home.member("anna")
    empty = await anna.slash("wisdom search")
    assert "Nobody has shared an idea here yet" in empty.text
    form = await anna.choose(empty, ChooseIdeaKind, IdeaKind.MISTAKE.value)
    await anna.submit(form, title="Too fast", text="Start at half speed.")
    assert "Mistake to avoid" in text_of(card(world))


async def test_an_idea_taken_down_on_the_way_leaves_no_card(world: World) -> None:
    anna = world.home.member("anna")
    world.bot.doorkeeper._doors[ShareIdea.tag].delivery = _Overtaken(world, anna)
    await share(anna)
    assert world.home.channel.last_message is None


class _Overtaken(Delivery):
    """Delivers so late that the author has taken the idea down."""

    def __init__(self, world: World, author: Member) -> None:
        super().__init__(world.bot, NoPace())
        self._wisdom = world.bot.services.wisdom
        self._author = Caller(CommunityId(world.home.id), UserId(author.id), InteractionId(5))

    async def send(self, *args: Any, **options: Any) -> Outcome:
        outcome = await super().send(*args, **options)
        (shown,) = (await self._wisdom.find(self._author, "")).ideas
        await self._wisdom.take_down(self._author, shown.idea.id)
        return outcome
