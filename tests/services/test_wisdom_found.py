"""Finding ideas, the one that is told each week, and how many try them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community
from bot.domain.days import week_of
from bot.domain.entries import Entry
from bot.domain.feedback import Feedback
from bot.domain.ids import FeedbackId, UserId
from bot.domain.months import Month
from bot.domain.practice_details import PracticeWords
from bot.domain.reflections import ReflectionWords
from bot.domain.wisdom import IdeaKind, Share
from storage import communities, feedback
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.ideas import Ideas
from tests.support.reflecting import Desk as ReflectionDesk

if TYPE_CHECKING:
    from bot.domain.wisdom import ShownIdea
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk

CARA, DAN, EVE, MODERATOR = UserId(13), UserId(14), UserId(15), UserId(99)
NOVEMBER = Month(2026, 11)


@pytest.fixture
def ideas(db: Database, clock: FakeClock) -> Ideas:
    return Ideas.of(db, clock)


async def of_week(ideas: Ideas) -> ShownIdea | None:
    now = ideas.clock.now()
    async with ideas.db.reading() as conn:
        return await ideas.wisdom.idea_of_week(conn, HERE, week_of(now.date()), now)


async def told(ideas: Ideas) -> str | None:
    shown = await of_week(ideas)
    return shown.idea.title if shown else None


async def tell(ideas: Ideas) -> str | None:
    shown = await of_week(ideas)
    if shown is None:
        return None
    async with ideas.db.transaction() as tx:
        week = week_of(ideas.clock.now().date())
        await ideas.wisdom.tell(tx, HERE, shown.idea.id, week)
    return shown.idea.title


async def share_of(ideas: Ideas, month: Month = NOVEMBER) -> Share:
    async with ideas.db.reading() as conn:
        return await ideas.wisdom.monthly_share(conn, HERE, month)


@pytest.mark.parametrize(
    ("title", "text", "typed"),
    [
        ("Kaffee später", "Erst üben", "UBEN spater"),
        ("كتابة الصباح", "صفحة واحدة كلَّ يوم", "كل صفحة"),
        ("Αργά πρώτα", "Μικρές αλλαγές", "ΑΛΛΑΓΕΣ πρωτα"),
        ("ISPARTA", "\u0131ş\u0131k", "\u0131sparta IŞIK"),
        ("100% effort", "not", "0%"),
        ("snake_case", "x", "e_c"),
        ("Wow!", "x", "w!"),
        ("日本語の本", "毎日読む", "語の 日読"),
    ],
)
async def test_words_are_found_in_every_script(
    ideas: Ideas, title: str, text: str, typed: str
) -> None:
    await ideas.share("Decoy", "100 effort, snakeXcase, wow")
    await ideas.share(title, text)
    assert await ideas.titles(typed) == [title]


async def test_all_words_must_occur(ideas: Ideas) -> None:
    await ideas.share("Slow first", "half the speed")
    await ideas.share("Slow last", "the whole speed")
    assert await ideas.titles("speed slow half") == ["Slow first"]
    assert await ideas.titles("slow speed") == ["Slow last", "Slow first"]
    assert await ideas.titles("slow never") == []
    assert await ideas.titles("%") == []
    assert await ideas.titles("\\' OR 1 --") == []


async def test_what_was_tried_comes_first_then_the_newest(ideas: Ideas, clock: FakeClock) -> None:
    tried = await ideas.share("Oldest speed")
    for title in ("Older speed", "Newer speed"):
        clock.advance(timedelta(minutes=1))
        await ideas.share(title)
    await ideas.wisdom.apply(act(BEN), str(tried.id))
    assert await ideas.titles("speed") == ["Oldest speed", "Newer speed", "Older speed"]
    assert await ideas.titles("  ") == ["Newer speed", "Older speed", "Oldest speed"]


async def test_ideas_come_in_pages(ideas: Ideas, clock: FakeClock) -> None:
    for number in range(7):
        await ideas.share(f"Idea {number}")
        clock.advance(timedelta(minutes=1))
    pages = [await ideas.wisdom.find(act(), "idea", page) for page in (0, 1, 2, 99)]
    assert [(page.number, page.last) for page in pages] == [(0, 2), (1, 2), (2, 2), (2, 2)]
    titles = [[shown.idea.title for shown in page.ideas] for page in pages]
    assert titles[0] == ["Idea 6", "Idea 5", "Idea 4"]
    assert titles[1] == ["Idea 3", "Idea 2", "Idea 1"]
    assert titles[2] == titles[3] == ["Idea 0"]


async def test_an_opportunity_leaves_by_itself(ideas: Ideas, clock: FakeClock) -> None:
    idea = await ideas.share("Open stage", kind=IdeaKind.OPPORTUNITY, until="tomorrow")
    clock.set(datetime(2026, 11, 19, 23, 59, tzinfo=UTC))
    assert await ideas.titles("stage") == ["Open stage"]
    assert await told(ideas) == "Open stage"
    clock.advance(timedelta(minutes=1))
    assert await ideas.titles("stage") == []
    assert await ideas.wisdom.offered(act(BEN)) == ()
    assert await told(ideas) is None
    # Its card stands, and whoever went there may still tell.
    assert (await ideas.wisdom.get(HERE, idea.id)).has_left
    assert (await ideas.wisdom.apply(act(BEN), str(idea.id), "Went there")).shown.applied == 1


async def test_the_idea_of_a_week_stays_and_is_told_once(ideas: Ideas, clock: FakeClock) -> None:
    assert await tell(ideas) is None
    await ideas.share("One")
    clock.advance(timedelta(minutes=1))
    await ideas.share("Two")
    assert await tell(ideas) == "Two"
    clock.advance(timedelta(minutes=1))
    await ideas.share("Three")
    assert await told(ideas) == "Two"
    clock.advance(timedelta(days=7))
    assert await tell(ideas) == "Three"
    clock.advance(timedelta(days=7))
    assert await tell(ideas) == "One"
    clock.advance(timedelta(days=7))
    assert await tell(ideas) is None


async def test_what_was_used_lately_is_told_first(ideas: Ideas, clock: FakeClock) -> None:
    marked = await ideas.share("Marked")
    clock.advance(timedelta(minutes=1))
    applied = await ideas.share("Applied")
    clock.advance(timedelta(minutes=1))
    await ideas.share("Newest")
    assert await told(ideas) == "Newest"
    await ideas.wisdom.mark(act(BEN), marked.id)
    assert await told(ideas) == "Marked"
    await ideas.wisdom.apply(act(BEN), str(applied.id), "It worked")
    shown = await of_week(ideas)
    assert shown is not None
    assert (shown.idea.title, shown.outcomes) == ("Applied", ("It worked",))
    clock.advance(timedelta(days=29))
    assert await told(ideas) == "Newest"


async def test_what_is_hidden_or_of_somebody_kept_out_is_not_told(
    ideas: Ideas, clock: FakeClock
) -> None:
    await ideas.share("Cara's", user=CARA)
    clock.advance(timedelta(minutes=1))
    hidden = await ideas.share("Hidden")
    await ideas.share("Elsewhere", community=ELSEWHERE)
    await ideas.hide(hidden.id)
    assert await told(ideas) == "Cara's"
    await ideas.suspend(CARA, MODERATOR)
    assert await told(ideas) is None


async def test_the_monthly_share_counts_people_once(ideas: Ideas, clock: FakeClock) -> None:
    idea, other = await ideas.share(), await ideas.share("Other")
    assert await share_of(ideas) == Share(0, 0)  # sharing alone is not trying
    await ideas.wisdom.apply(act(BEN), str(idea.id))
    await ideas.wisdom.apply(act(BEN), str(other.id))
    clock.advance(timedelta(days=1))
    await ideas.wisdom.apply(act(BEN), str(idea.id))
    assert await share_of(ideas) == Share(1, 1)
    assert (await ideas.wisdom.find(act(), "")).share == Share(1, 1)
    assert await share_of(ideas, NOVEMBER.next()) == Share(0, 0)


async def test_all_ways_to_be_active_count(
    ideas: Ideas, db: Database, clock: FakeClock, desk: Desk
) -> None:
    idea = await ideas.share()
    await ideas.wisdom.apply(act(BEN), str(idea.id))
    for user in (BEN, CARA):
        await desk.practices.add(act(user), PracticeWords(name="Guitar", minimum="20 min"))
        await desk.logs.add(act(user), Entry("25"))
    week, words = week_of(clock.now().date()), ReflectionWords("slow scales")
    await ReflectionDesk.of(db, clock).reflections.write(act(DAN), week, words)
    async with db.transaction() as tx:
        for number, asks, gives in ((1, ANNA, EVE), (2, ANNA, UserId(0))):
            answer = Feedback(
                FeedbackId(number), HERE, None, asks, gives, clock.now(), "works", "change"
            )
            await feedback.add(tx, answer)
    # Ben twice over, Cara by a log, Dan by a look back, Eve by an answer; who left is nobody.
    assert await share_of(ideas) == Share(1, 4)
    clock.advance(timedelta(days=30))
    assert await share_of(ideas, NOVEMBER.next()) == Share(0, 0)


async def test_a_self_score_is_no_feedback_to_others(ideas: Ideas, db: Database) -> None:
    await ideas.share()
    async with db.transaction() as tx:
        own = Feedback(FeedbackId(1), HERE, None, DAN, DAN, ideas.clock.now(), "works", "change")
        await feedback.add(tx, own)
    assert await share_of(ideas) == Share(0, 0)


async def test_a_month_follows_the_communitys_zone(ideas: Ideas, clock: FakeClock) -> None:
    clock.set(datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    async with ideas.db.transaction() as tx:
        await communities.add(tx, Community(HERE, zone="Europe/Berlin"), clock.now())
    idea = await ideas.share()
    await ideas.wisdom.apply(act(BEN), str(idea.id))
    assert await share_of(ideas) == Share(0, 0)
    assert await share_of(ideas, NOVEMBER.next()) == Share(1, 1)
