"""Shared reflections: the public card that is posted, mended and taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.ids import CommunityId
from bot.render.moderation import HIDE
from bot.render.reflections import LookBackForm, ReflectNow, ShareReflection
from storage import communities
from tests.support.members import text_of
from tests.support.reflecting import write

if TYPE_CHECKING:
    import discord
    import simcord

    from bot.domain.places import Place
    from bot.domain.reflections import Reflection
    from tests.support.world import World

WHERE = "/channels/*/messages/*"


async def set_up(world: World, channel_id: int | None) -> None:
    now, here = world.clock.now(), CommunityId(world.home.id)
    community = replace(Community(here), set_up_at=now, weekly_channel_id=channel_id)
    async with world.db.transaction() as tx:
        await communities.add(tx, community, now)
        await communities.save(tx, community)


def posted(channel: simcord.ChannelHandle) -> list[discord.Message]:
    return channel.history()


async def test_a_shared_reflection_stands_in_the_weekly_channel(world: World) -> None:
    anna = world.home.member("anna")
    weekly = world.home.guild.create_text_channel("weekly")
    await set_up(world, weekly.id)
    done = await write(anna, conditions="early", share="shared", adjustment="phone away")
    assert f"Shared in <#{weekly.id}>" in done.text
    (public,) = posted(weekly)
    assert "slow scales" in text_of(public)
    revised = await write(anna, done, behaviour="slower scales")
    assert "Shared in" in revised.text
    (public,) = posted(weekly)
    assert "slower scales" in text_of(public)
    hidden = await anna.click(revised, ShareReflection)
    assert "only you see it" in hidden.text
    assert posted(weekly) == []
    again = await anna.click(hidden, ShareReflection)
    assert "Shared in" in again.text
    await world.restart()
    (public,) = posted(weekly)
    ben = world.home.member("ben")
    card = await ben.click(public, ReflectNow)
    assert card.private
    assert "Looking back, week 2" in card.text
    assert "slower scales" not in card.text


async def test_what_an_earlier_week_kept_private_is_not_posted(world: World) -> None:
    anna = world.home.member("anna")
    weekly = world.home.guild.create_text_channel("weekly")
    await set_up(world, weekly.id)
    await write(anna, conditions="early", adjustment="phone away")
    await world.advance(days=7)
    done = await write(anna, conditions="early", share="shared")
    assert "phone away" in done.text
    (public,) = posted(weekly)
    assert "phone away" not in text_of(public)
    # Nor while it is open which of the two it will be.
    await write(anna, done, adjustment="metronome first")
    (public,) = posted(weekly)
    assert "phone away" not in text_of(public)
    assert "metronome first" not in text_of(public)


async def test_the_form_says_that_the_answer_is_shared_as_well(world: World) -> None:
    anna = world.home.member("anna")
    card = await anna.slash("reflect")
    form = await anna.click(card, LookBackForm)
    assert "Shown as well if you share this reflection" in str(form.components)
    said = await anna.submit(form, answer="Ben did")
    assert "shown as well if you share this reflection" in said.text


async def test_moderators_hide_a_shared_reflection(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    mona = world.home.member("mona", moderator=True)
    weekly = world.home.channel
    await set_up(world, weekly.id)
    done = await write(anna, conditions="early", share="shared")
    (public,) = posted(weekly)
    assert "moderators" in (await ben.menu(HIDE, public)).text
    assert "slow scales" in text_of(posted(weekly)[0])
    told = await mona.menu(HIDE, public)
    assert told.private
    assert "The reflection stays with its author" in told.text
    (hushed,) = posted(weekly)
    assert "A moderator hid this card" in text_of(hushed)
    assert "slow scales" not in text_of(hushed)
    assert "nothing to hide" in (await mona.menu(HIDE, hushed)).text
    revised = await write(anna, done, conditions="late", share="private")
    assert "> late" in revised.text
    assert "only you see it" in revised.text
    assert "A moderator hid this card" in text_of(posted(weekly)[0])


async def test_a_shared_reflection_that_cannot_be_hidden_is_told(world: World) -> None:
    anna, mona = world.home.member("anna"), world.home.member("mona", moderator=True)
    weekly = world.home.channel
    await set_up(world, weekly.id)
    await write(anna, conditions="early", share="shared")
    world.env.inject_error("PATCH", WHERE, status=403, code=50013, message="no")
    told = await mona.menu(HIDE, posted(weekly)[0])
    assert "I lack a permission there" in told.text
    assert "delete it by hand" in told.text


async def test_the_button_of_an_old_prompt_opens_this_week(world: World) -> None:
    anna = world.home.member("anna")
    weekly = world.home.guild.create_text_channel("weekly")
    await set_up(world, weekly.id)
    await write(anna, conditions="early", share="shared")
    (public,) = posted(weekly)
    await world.advance(days=21)
    card = await anna.click(public, ReflectNow)
    assert "That prompt was for week 2" in card.text
    assert "Looking back, week 5" in card.text


async def test_without_a_weekly_channel_it_is_shared_where_it_was_written(world: World) -> None:
    anna = world.home.member("anna")
    await set_up(world, None)
    await write(anna, conditions="early", share="shared")
    (public,) = posted(world.home.channel)
    assert "looked back on week 2" in text_of(public)
    again = await write(anna, conditions="late", share="shared")
    assert f"Shared in <#{world.home.channel.id}>" in again.text
    (public,) = posted(world.home.channel)
    assert "> late" in text_of(public)


async def test_before_setup_it_stays_with_its_author(world: World) -> None:
    anna = world.home.member("anna")
    done = await write(anna, conditions="early", share="shared")
    assert "nothing is posted here before" in done.text
    assert "only you see it" in done.text
    assert posted(world.home.channel) == []


async def test_a_channel_that_is_gone_is_told_kindly(world: World) -> None:
    anna = world.home.member("anna")
    await set_up(world, 999)
    done = await write(anna, conditions="early", share="shared")
    assert "Your reflection is kept. It could not be posted in <#999>" in done.text
    assert "/community settings" in done.text
    # It can be tried again once that is mended.
    await set_up(world, world.home.channel.id)
    again = await anna.click(done, "Share it")
    assert "Shared in" in again.text


async def test_a_public_card_that_was_deleted_comes_back_only_when_asked_for(world: World) -> None:
    anna = world.home.member("anna")
    weekly = world.home.guild.create_text_channel("weekly")
    await set_up(world, weekly.id)
    done = await write(anna, conditions="early", share="shared")
    (public,) = posted(weekly)
    await public.delete()
    revised = await write(anna, done, behaviour="slower scales", conditions="early")
    assert "Its public card is not there any more" in revised.text
    assert "only you see it" in revised.text
    assert posted(weekly) == []
    await anna.click(revised, "Share it")
    (public,) = posted(weekly)
    assert "slower scales" in text_of(public)


async def test_a_card_that_cannot_be_mended_is_told_and_tried_again(world: World) -> None:
    anna = world.home.member("anna")
    weekly = world.home.guild.create_text_channel("weekly")
    await set_up(world, weekly.id)
    done = await write(anna, conditions="early", share="shared")
    world.env.inject_error("PATCH", WHERE, status=403, code=50013, message="no")
    revised = await write(anna, done, behaviour="slower scales", conditions="early")
    assert "Its public card stays as it was: I lack a permission there." in revised.text
    assert "slower" not in text_of(posted(weekly)[0])
    world.env.inject_error("DELETE", WHERE, status=403, code=50013, message="no")
    hidden = await anna.click(revised, ShareReflection)
    assert "Its public card stays as it was" in hidden.text
    assert "Make it private" in hidden.labels
    assert len(posted(weekly)) == 1
    await write(anna, hidden, conditions="early")
    assert posted(weekly) == []


async def test_a_card_that_overtakes_a_deletion_is_taken_away(world: World) -> None:
    anna = world.home.member("anna")
    weekly = world.home.guild.create_text_channel("weekly")
    await set_up(world, weekly.id)
    reflections = world.bot.services.reflections
    remember = reflections.stands

    async def deleted_meanwhile(reflection: Reflection, card: Place) -> bool:
        async with world.db.transaction() as tx:
            whose = {"community_id": world.home.id, "user_id": anna.id}
            await tx.execute(
                "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id",
                whose,
            )
        return await remember(reflection, card)

    reflections.stands = deleted_meanwhile
    done = await write(anna, conditions="early", share="shared")
    assert "only you see it" in done.text
    assert posted(weekly) == []
