"""Moderators make, change and end challenges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.challenge_edits import EditWords, NothingChanged
from bot.domain.challenge_words import BadCount, ChallengeWords
from bot.domain.challenges import (
    ChallengeGone,
    ChallengeOver,
    DuplicateTitle,
    Measure,
    NoChallengeChannel,
    Participant,
    State,
    Terms,
    TooManyOpen,
    UnknownChallenge,
)
from bot.domain.communities import Community, ModeratorsOnly
from bot.domain.posts import Kind, Post, Reason
from bot.domain.posts import State as PostState
from bot.services.container import Services
from storage import challenges, communities, participants, posts
from tests.support.callers import BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.domain.callers import Caller
    from bot.domain.challenges import Challenge
    from bot.domain.ids import CommunityId
    from storage.database import Database
    from tests.support.clock import FakeClock

CHANNEL = 55
WORDS = ChallengeWords(title="A week", story="For us.", measure=Measure.DAYS, target="5")


class Desk:
    """Challenges of communities that have a channel for them."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.db = db
        self.clock = clock
        self.services = Services(db, clock)
        self.challenges = self.services.challenges

    async def community(self, number: CommunityId = HERE, **changes: Any) -> None:
        community = replace(Community(number), challenge_channel_id=CHANNEL, **changes)
        async with self.db.transaction() as tx:
            await communities.add(tx, community, self.clock.now())
            await communities.save(tx, community)

    async def make(self, caller: Caller | None = None, **changes: Any) -> Challenge:
        words = replace(WORDS, **changes)
        return (await self.challenges.create(caller or moderator(), words)).challenge

    async def posts(self, challenge: Challenge) -> dict[Kind, Post]:
        async with self.db.reading() as conn:
            return await posts.of_period(conn, HERE, challenge.id)

    async def join(self, challenge: Challenge) -> None:
        await self.services.members.choose_boards(act(BEN), on=False)
        joined = Participant(
            challenge_id=challenge.id,
            community_id=HERE,
            user_id=BEN,
            joined_on=date(2026, 11, 18),
            joined_at=self.clock.now(),
            terms=1,
        )
        async with self.db.transaction() as tx:
            await participants.add(tx, joined)

    async def due(self) -> list[int]:
        async with self.db.reading() as conn:
            return [each[2] for each in await challenges.due(conn, self.clock.now(), None, 9)]


@pytest.fixture
async def desk(db: Database, clock: FakeClock) -> Desk:
    made = Desk(db, clock)
    await made.community()
    return made


def moderator() -> Caller:
    return act(manages_server=True)


async def test_a_challenge_is_made_with_its_announcement_once(desk: Desk) -> None:
    caller = moderator()
    standing = await desk.challenges.create(caller, WORDS)
    assert standing.channel_id == CHANNEL
    assert await desk.challenges.create(caller, replace(WORDS, title="Other")) == standing
    challenge = standing.challenge
    assert await desk.challenges.get(HERE, challenge.id) == challenge
    assert (challenge.id, challenge.created_by) == (caller.interaction_id, caller.user_id)
    (post,) = (await desk.posts(challenge)).values()
    now = desk.clock.now()
    assert post == Post(HERE, Kind.CHALLENGE, str(challenge.id), now, now, now, channel_id=CHANNEL)
    assert await desk.due() == [challenge.id]


async def test_days_are_the_communitys(desk: Desk) -> None:
    # Noon in UTC is the next day in Kiritimati.
    await desk.community(zone="Pacific/Kiritimati")
    assert (await desk.make(starts="today")).first_day == date(2026, 11, 19)


async def test_only_moderators_make_change_and_end(desk: Desk) -> None:
    challenge = await desk.make()
    anna, known = act(), desk.challenges
    refused: tuple[Awaitable[object], ...] = (
        known.prepare(anna, WORDS),
        known.create(anna, replace(WORDS, title="Mine")),
        known.for_change(anna, challenge.id),
        known.edit(anna, challenge.id, EditWords(target="4")),
        known.end(anna, challenge.id),
    )
    for each in refused:
        with pytest.raises(ModeratorsOnly):
            await each
    assert await known.get(HERE, challenge.id) == challenge


async def test_without_a_channel_nothing_is_made(desk: Desk) -> None:
    there = act(community=ELSEWHERE, manages_server=True)
    for each in (desk.challenges.prepare(there, WORDS), desk.challenges.create(there, WORDS)):
        with pytest.raises(NoChallengeChannel):
            await each


async def test_a_template_is_filled_in_before_the_form(desk: Desk) -> None:
    filled = await desk.challenges.prepare(moderator(), ChallengeWords(template="transfer"))
    assert (filled.measure, filled.target) == (Measure.PLACES, "3")
    with pytest.raises(BadCount):
        await desk.challenges.prepare(moderator(), replace(WORDS, grace=15))


async def test_two_open_challenges_have_two_names(desk: Desk) -> None:
    first = await desk.make()
    with pytest.raises(DuplicateTitle):
        await desk.make(title=" a WEEK ")
    second = await desk.make(title="Another")
    with pytest.raises(DuplicateTitle):
        await desk.challenges.edit(moderator(), second.id, EditWords(title="a week"))
    # Its own name in other letters is no other name.
    edited = await desk.challenges.edit(moderator(), first.id, EditWords(title="A WEEK"))
    assert edited.challenge.title == "A WEEK"
    await desk.challenges.end(moderator(), first.id)
    assert (await desk.make(title="A week")).id != first.id


async def test_nobody_follows_more_than_five(desk: Desk) -> None:
    for number in range(5):
        await desk.make(title=f"Week {number}")
    for each in (desk.make(title="More"), desk.challenges.prepare(moderator(), WORDS)):
        with pytest.raises(TooManyOpen):
            await each


async def test_challenges_are_found_by_id_and_title(desk: Desk) -> None:
    challenge = await desk.make(title="42")
    for text in (str(challenge.id), " 42 "):
        assert await desk.challenges.find(act(BEN), text) == challenge
    for text in ("", "other", "9" * 400, "%"):
        with pytest.raises(UnknownChallenge) as refused:
            await desk.challenges.find(act(BEN), text)
        assert refused.value.text == text
    there = act(community=ELSEWHERE, manages_server=True)
    with pytest.raises(UnknownChallenge):
        await desk.challenges.find(there, str(challenge.id))
    gone: tuple[Awaitable[object], ...] = (
        desk.challenges.get(ELSEWHERE, challenge.id),
        desk.challenges.for_change(there, challenge.id),
        desk.challenges.edit(there, challenge.id, EditWords(target="4")),
        desk.challenges.end(there, challenge.id),
    )
    for each in gone:
        with pytest.raises(ChallengeGone):
            await each


async def test_terms_are_announced_once_somebody_has_joined(desk: Desk) -> None:
    challenge = await desk.make()
    put_right = await desk.challenges.edit(moderator(), challenge.id, EditWords(target="4"))
    assert put_right.at_once
    await desk.join(challenge)
    caller = moderator()
    edited = await desk.challenges.edit(caller, challenge.id, EditWords(target="6"))
    assert edited.is_harder
    again = await desk.challenges.edit(caller, challenge.id, EditWords(target="6"))
    assert (again.challenge, again.terms) == (edited.challenge, None)
    today = date(2026, 11, 18)
    assert edited.challenge.terms == (Terms(1, 4, 0, challenge.first_day), Terms(2, 6, 0, today))
    async with desk.db.reading() as conn:
        post = await posts.get(conn, HERE, Kind.TERMS, f"{challenge.id}/2")
    assert post is not None
    assert (post.subject, post.channel_id) == ((challenge.id, 2), CHANNEL)
    with pytest.raises(NothingChanged):
        await desk.challenges.edit(moderator(), challenge.id, EditWords(target="6"))
    assert (await desk.challenges.edit(moderator(), challenge.id, EditWords(target="5"))).terms == (
        Terms(3, 5, 0, date(2026, 11, 19))
    )


async def test_news_without_a_channel_is_a_failure_that_is_told(desk: Desk) -> None:
    challenge = await desk.make()
    await desk.join(challenge)
    async with desk.db.transaction() as tx:
        await communities.save(tx, Community(HERE))
    await desk.challenges.edit(moderator(), challenge.id, EditWords(target="4"))
    async with desk.db.reading() as conn:
        post = await posts.get(conn, HERE, Kind.TERMS, f"{challenge.id}/2")
    assert post is not None
    assert (post.state, post.reason) == (PostState.FAILED, Reason.NO_CHANNEL)


async def test_ended_before_it_begins_it_is_called_off(desk: Desk) -> None:
    challenge = await desk.make()
    caller = moderator()
    called_off = await desk.challenges.end(caller, challenge.id)
    assert called_off.state is State.CANCELLED
    assert await desk.challenges.end(caller, challenge.id) == called_off
    assert await desk.due() == []
    for each in (
        desk.challenges.end(moderator(), challenge.id),
        desk.challenges.for_change(moderator(), challenge.id),
    ):
        with pytest.raises(ChallengeOver):
            await each


async def test_ended_in_between_it_ends_with_today(desk: Desk) -> None:
    challenge = await desk.make()
    desk.clock.advance(timedelta(days=6))
    ended = await desk.challenges.end(moderator(), challenge.id)
    assert (ended.is_open, ended.last_day, ended.grace_days) == (True, date(2026, 11, 24), 0)
    assert await desk.challenges.get(HERE, challenge.id) == ended
    assert ended.newest_terms.target < challenge.newest_terms.target
    assert await desk.due() == [challenge.id]


async def test_all_are_listed_and_offered(desk: Desk) -> None:
    first = await desk.make()
    await desk.challenges.end(moderator(), first.id)
    for number in range(4):
        desk.clock.advance(timedelta(minutes=1))
        await desk.make(title=f"Week {number}")
    for number in range(3):
        await desk.challenges.end(moderator(), (await desk.make(title=f"Gone {number}")).id)
    page = await desk.challenges.listed(act(BEN), 0)
    assert [each.title for each in page.challenges[:4]] == [f"Week {n}" for n in (3, 2, 1, 0)]
    assert (page.number, page.last, page.is_moderator) == (0, 1, False)
    last = await desk.challenges.listed(moderator(), 9)
    assert (len(last.challenges), last.number, last.is_moderator) == (2, 1, True)
    assert len(await desk.challenges.offered(act(BEN), only_open=True)) == 4
    assert len(await desk.challenges.offered(act(BEN), only_open=False)) == 8
    nothing = await desk.challenges.listed(act(community=ELSEWHERE), 0)
    assert (nothing.challenges, nothing.last) == ((), 0)
    assert await desk.challenges.today(act(BEN)) == date(2026, 11, 18)
