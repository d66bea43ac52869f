"""Every card that members make for each other, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.jobs import feedback, maintenance
from bot.render.advice import WhatHelpsHere
from bot.render.challenge_desk import ChooseThemes, OpenThemes
from bot.render.imports import NameColumns
from bot.render.journal import ShareEntry
from bot.render.norms import ShowNorms, WriteNorms
from bot.render.ratings import RateFeedback
from bot.render.setting_changes import ShowChanges
from bot.render.showcase import MENU
from tests.support import challenge_desk, practising
from tests.support.advising import be_level, find_it_hard
from tests.support.exchanging import help_, read
from tests.support.importing import table
from tests.support.members import Member, text_of
from tests.support.peers import answer, ask, card_in, choose_levels, thread_of
from tests.support.practising import begin
from tests.support.pressing import Shown, press_everything
from tests.support.reporting import Scene
from tests.support.setting_up import PEOPLE, POSTS
from tests.support.weekly_posts import SUNDAY, run, set_up

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Seen
    from tests.support.world import World

    Make = Callable[[World, "People"], Awaitable[Seen]]

# Rows that are left out, on more than one page.
WRONG_ROWS = b"\nsoon,Guitar,20,min,20,every day" * 12


class People:
    """Anna asks and shows, Ben helps, Cleo looks on, Mona moderates."""

    def __init__(self, world: World, anna: Member, ben: Member) -> None:
        self.anna, self.ben = anna, ben
        self.cleo = world.home.member("cleo")
        self.mona = world.home.member("mona", moderator=True)

    @property
    def all(self) -> tuple[Member, ...]:
        """Everybody, whoever may do most last."""
        return self.cleo, self.ben, self.anna, self.mona


async def request_card(world: World, who: People) -> Seen:
    await ask(who.anna)
    return card_in(world)


async def asked(_world: World, who: People) -> Seen:
    return await ask(who.anna, audience=who.ben.actor)


async def stuck(world: World, who: People) -> Seen:
    form = await who.anna.slash("feedback stuck", hard="doubt", wants="advice", anonymous=True)
    await who.anna.submit(form, sentence="I do not get better.")
    return card_in(world)


async def queue(_world: World, who: People) -> Seen:
    await ask(who.anna)
    return await who.ben.slash("feedback queue")


async def desk(world: World, who: People) -> Seen:
    await ask(who.anna)
    return await who.ben.click(card_in(world), "Take it")


async def faster(world: World, who: People) -> Seen:
    await desk(world, who)
    return await who.cleo.click(card_in(world), "Take it")


async def thread_answer(world: World, who: People) -> Seen:
    await ask(who.anna)
    await answer(world, who.ben)
    (posted,) = thread_of(world).history()
    return posted


async def private_answer(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben, anonymous=True)
    return await read(who.anna)


async def rated(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    form = await who.anna.click(await read(who.anna), RateFeedback)
    return await who.anna.submit(form, encouraging="3", useful="3")


async def no_help(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    form = await who.anna.click(await read(who.anna), RateFeedback)
    return await who.anna.submit(form, problematic="yes")


async def mine(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    await ask(who.anna)
    return await who.anna.slash("feedback mine")


async def given(_world: World, who: People) -> Seen:
    await rated(_world, who)
    return await who.ben.slash("feedback mine")


async def today(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    return await who.anna.slash("today")


async def advised(world: World, who: People) -> Seen:
    await find_it_hard(world, who.anna)
    return await who.anna.slash("today")


async def plateau(world: World, who: People) -> Seen:
    await be_level(world, who.anna)
    return await who.anna.click(await who.anna.slash("today"), WhatHelpsHere)


async def self_scored(_world: World, who: People) -> Seen:
    return await choose_levels(who.anna, await who.anna.slash("feedback self", rubric="Writing"))


async def kudos(_world: World, who: People) -> Seen:
    return await who.anna.slash("kudos", member=who.ben.actor, for_what="reading it twice")


async def example(_world: World, who: People) -> Seen:
    form = await who.anna.slash("showcase add", practice="Guitar", skill="Music")
    return await who.anna.submit(form, title="A waltz", work="la la la", look_at="the end")


async def examples(world: World, who: People) -> Seen:
    await example(world, who)
    return await who.ben.slash("showcase browse")


async def consent(world: World, who: People) -> Seen:
    said = await who.anna.actor.send(world.home.channel, "I listen once to every take.")
    return await who.ben.submit(await who.ben.menu(MENU, said), look_at="the habit")


async def idea(world: World, who: People) -> Seen:
    form = await who.anna.slash("wisdom share", kind="insight")
    await who.anna.submit(form, title="Slow first", text="Half the speed, then faster.")
    return card_in(world)


async def ideas(world: World, who: People) -> Seen:
    await idea(world, who)
    return await who.ben.slash("wisdom search")


async def report(world: World, who: People) -> Seen:
    scene = Scene(world, who.anna)
    await scene.use_channel(scene.moderators.id)
    await idea(world, who)
    await scene.tell(who.ben)
    return scene.told


async def decided(world: World, who: People) -> Seen:
    return await who.mona.click(await report(world, who), "Hide")


async def reports(world: World, who: People) -> Seen:
    await report(world, who)
    return await who.mona.slash("moderate reports")


async def suspension(_world: World, who: People) -> Seen:
    return await who.mona.slash("moderate block", member=who.ben.actor)


async def rubrics(_world: World, who: People) -> Seen:
    return await who.mona.slash("rubric edit", rubric="Writing")


async def community(_world: World, who: People) -> Seen:
    return await who.mona.slash("community settings")


async def times(_world: World, who: People) -> Seen:
    return await who.mona.click(await who.mona.slash("community settings"), PEOPLE)


async def posts(_world: World, who: People) -> Seen:
    await who.mona.slash("community setup", zone="Berlin")
    return await who.mona.click(await who.mona.slash("community settings"), POSTS)


async def changes(_world: World, who: People) -> Seen:
    return await who.mona.click(await posts(_world, who), ShowChanges)


async def zone_meant(_world: World, who: People) -> Seen:
    return await who.mona.slash("community setup", zone="EST")


async def norms_desk(_world: World, who: People) -> Seen:
    form = await who.mona.click(await who.mona.slash("community norms"), WriteNorms)
    return await who.mona.submit(form, norms="Be kind.")


async def norms_asked(world: World, who: People) -> Seen:
    await norms_desk(world, who)
    return await who.cleo.slash("start")


async def norms_step(world: World, who: People) -> Seen:
    await norms_desk(world, who)
    return await who.anna.click(await who.anna.slash("start"), ShowNorms)


async def challenge_made(world: World, who: People) -> Seen:
    await challenge_desk.choose_channel(who.mona, world.home.channel)
    return await challenge_desk.make(who.mona, template="show-up")


async def challenge_changed(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await who.mona.slash("challenge edit", challenge="Show-up week", target="4")


async def challenge_end(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await who.mona.slash("challenge end", challenge="Show-up week")


async def challenge_list(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await who.mona.slash("challenge list")


async def challenge_themes(world: World, who: People) -> Seen:
    panel = await who.mona.click(await challenge_list(world, who), OpenThemes)
    return await who.mona.choose(panel, ChooseThemes, "quiet", "show-up")


async def health(_world: World, who: People) -> Seen:
    await who.anna.slash("settings counted", choice="on")
    return await who.mona.slash("community health")


async def settings(_world: World, who: People) -> Seen:
    return await who.anna.slash("settings show")


async def progress(_world: World, who: People) -> Seen:
    await who.anna.slash("log", amount="25")
    return await who.anna.slash("progress")


async def progress_of_others(world: World, who: People) -> Seen:
    await progress(world, who)
    await who.ben.slash("journal outcome", what="It is done.", kind="celebrate")
    return await who.ben.slash("progress", member=who.anna.actor)


async def entry(world: World, who: People) -> Seen:
    await practising.set_up(world)
    await who.anna.slash("journal setback", what="A string broke", lesson="Carry a spare")
    shown = await who.anna.slash("journal outcome", what="Passed", kind="celebrate")
    return await who.anna.click(shown, ShareEntry)


async def shared_entry(world: World, who: People) -> Seen:
    await entry(world, who)
    return card_in(world)


async def journal(world: World, who: People) -> Seen:
    await who.anna.slash("journal why", text="For the songs")
    await who.anna.slash("journal why", text="For my daughter")
    for number in range(6):
        await who.anna.slash("journal win", text=f"Win {number}")
        await world.advance(minutes=1)
    return await who.anna.slash("journal search", text="win")


async def whys(world: World, who: People) -> Seen:
    await journal(world, who)
    return await who.anna.slash("journal why")


async def quiet_day(world: World, who: People) -> Seen:
    await entry(world, who)
    return await who.anna.slash("streak show", member=who.ben.actor)


async def checkin(_world: World, who: People) -> Seen:
    return await who.anna.submit(await who.anna.slash("checkin"), works="Mornings")


async def audit(_world: World, who: People) -> Seen:
    return await who.anna.slash("streak audit")


async def reminders(_world: World, who: People) -> Seen:
    return await who.anna.slash("remind set", at="20:00", cue="After coffee, I play")


async def reminder(world: World, who: People) -> Seen:
    await reminders(world, who)
    return world.user("anna").dm_channel.history()[-1]


async def blocked(_world: World, who: People) -> Seen:
    return await who.anna.slash("settings block", member=who.ben.actor)


async def weekly(world: World, who: People) -> Seen:
    _, channel = await set_up(world.home)
    await idea(world, who)
    await ask(who.ben)
    await world.advance_to(SUNDAY)
    await run(world)
    assert "Needs eyes" in text_of(channel.history()[-1])
    return channel.history()[-1]


async def file_seen(_world: World, who: People) -> Seen:
    return await who.anna.slash("practice import", file=("own.csv", table(30) + WRONG_ROWS))


async def file_of_columns(_world: World, who: People) -> Seen:
    return await who.anna.slash("practice import", file=("x.csv", b"Date,Minutes\n03/04/2025,5\n"))


async def file_of_days(world: World, who: People) -> Seen:
    form = await who.anna.click(await file_of_columns(world, who), NameColumns)
    return await who.anna.submit(form)


CARDS = (
    *(request_card, asked, stuck, queue, desk, faster, thread_answer, private_answer, rated),
    *(no_help, mine, given, today, advised, plateau, self_scored, kudos, example, examples),
    *(consent, idea, ideas),
    *(report, decided, reports, suspension, rubrics, settings, blocked, weekly),
    *(challenge_made, challenge_changed, challenge_end, challenge_list, challenge_themes),
    *(entry, shared_entry, journal, whys, quiet_day, checkin),
    *(audit, progress, progress_of_others, reminders, reminder),
    *(file_seen, file_of_columns, file_of_days),
    *(health, community, times, posts, changes, zone_meant, norms_desk, norms_asked, norms_step),
)


# After two days all that was begun has run out; after thirty what waited is closed.
@pytest.mark.parametrize("days", [2, 30])
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    who = People(world, await begin(world), await begin(world, "ben"))
    shown = Shown.of(await make(world, who))
    await world.advance(days=days)
    await world.restart()
    # A request takes one step a run: offered, told, closed.
    for job in (*[feedback.run_due] * 3, maintenance.tidy_up):
        await job(world.bot.services, world.bot.delivery, world.clock.now())
    assert not await press_everything(world, shown, who.all)
