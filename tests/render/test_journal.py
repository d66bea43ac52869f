"""Cards of the journal and the check-in, with the longest words that can be typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import Adherence
from bot.domain.amounts import Standard
from bot.domain.checkins import LONGEST_ANSWER, CheckedIn, Checkin, CheckinToday, TooAmbitious
from bot.domain.deliveries import Trouble
from bot.domain.ids import CheckinId, CommunityId, EntryId, PracticeId, UserId
from bot.domain.journal import (
    LONGEST_LESSON,
    LONGEST_TEXT,
    Entry,
    EntryKind,
    JournalToday,
    Written,
)
from bot.domain.journal_pages import Aspect, Found, Mark, Note, Source, YearInWins
from bot.domain.months import Month
from bot.domain.names import LONGEST_NAME
from bot.domain.places import Place
from bot.domain.practices import MAX_ACTIVE, StandardFrom, with_standard
from bot.domain.searches import LONGEST_SEARCH
from bot.render import checkins, journal, journal_entries, journal_pages
from bot.render.fitting import Part
from tests.domain.drawing import practice
from tests.render.test_reflections import WRITTEN as REFLECTION
from tests.render.test_reflections import problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.card import Block, Card

LARGEST = 2**63 - 1
DAY = date(2026, 11, 18)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def worst(length: int) -> str:
    """What grows most in a quotation: each empty line becomes three signs."""
    return "<" + "\n" * (length - 2) + "<"


def entry(kind: EntryKind = EntryKind.SETBACK) -> Entry:
    return Entry(
        id=EntryId(LARGEST),
        community_id=CommunityId(LARGEST),
        user_id=UserId(LARGEST),
        kind=kind,
        text=worst(LONGEST_TEXT),
        lesson=worst(LONGEST_LESSON),
        day=DAY,
        written_at=NOON,
        shared=True,
        card=Place(LARGEST, LARGEST),
    )


PRACTICES = tuple(
    replace(practice(), id=PracticeId(LARGEST - number), name="<" * LONGEST_NAME)
    for number in range(MAX_ACTIVE)
)
WRITTEN = Written(entry(), PRACTICES, is_set_up=True, channel_id=1)
NOTE = Note(Source.ENTRY, Mark(1, LARGEST), DAY, (worst(4000),) * 5, EntryKind.WIN)
LOG = replace(NOTE, source=Source.LOG, kind=None, practice="<" * LONGEST_NAME)
YEAR = YearInWins(2026, (entry(EntryKind.WIN),) * 30, 2024, 2027)
LONG = "<" * LONGEST_ANSWER
CHECKIN = Checkin(CheckinId(1), CommunityId(1), UserId(1), Month(2026, 11), LONG, LONG, LONG, NOON)
AMBITIOUS = tuple(TooAmbitious(each, Adherence(13, 28), 6) for each in PRACTICES)
CHECKED_IN = CheckedIn(Month(2026, 11), CHECKIN, (CHECKIN,) * 2, AMBITIOUS)


def numbered(notes: int, note: Note = NOTE) -> list[Note]:
    return [replace(note, mark=Mark(1, LARGEST - number)) for number in range(notes)]


@pytest.mark.parametrize(
    "card",
    [
        *(
            journal_entries.written(
                replace(WRITTEN, entry=entry(kind)),
                journal_entries.not_shared(LARGEST, Trouble.FORBIDDEN),
                fresh=True,
            )
            for kind in EntryKind
        ),
        *(journal_entries.shared(entry(kind)) for kind in EntryKind),
        journal_entries.ask_delete(entry()),
        journal_entries.deleted(Trouble.FORBIDDEN),
        journal.whys([entry(EntryKind.WHY)] * 3, 1),
        journal_pages.recent(numbered(20), 1),
        journal_pages.recent(numbered(20, LOG), 1),
        journal_pages.found(Found((LOG,) * 20, more=True), "<" * LONGEST_SEARCH, LARGEST, 1),
        *(journal_pages.weeks([REFLECTION] * 30, aspect, 1) for aspect in Aspect),
        journal_pages.wins(YEAR, 1),
        checkins.checked_in(CHECKED_IN),
    ],
)
def test_every_card_fits_into_one_message(card: Card) -> None:
    assert not problems(card)


@pytest.mark.parametrize(
    "blocks",
    [
        journal.today(JournalToday(outcome=entry(EntryKind.GRIEVE))),
        journal.today(JournalToday(after=entry(EntryKind.CELEBRATE), step=PRACTICES[0])),
        journal.today(JournalToday(after=entry(EntryKind.GRIEVE))),
        journal.today(JournalToday(broken=True, helps="<" * 300)),
        journal.today(JournalToday(broken=True, why="<" * 800, helps="<" * 300)),
        journal.today(JournalToday(broken=True)),
        checkins.today(CheckinToday(Month(2026, 11))),
        checkins.today(CheckinToday(None)),
    ],
)
def test_what_stands_on_today_is_small(blocks: Sequence[Block]) -> None:
    size, _ = Part(0, blocks, ruled=False).measure()
    assert size <= 4


def test_without_a_next_step_the_day_after_presses_nothing() -> None:
    (only,) = journal.today(JournalToday(after=entry(EntryKind.GRIEVE)))
    assert "whenever you like" in str(only.to_component_dict())


def test_the_next_small_step_is_what_holds_that_day() -> None:
    day_after = DAY + timedelta(days=1)
    harder = with_standard(practice(), Standard(3000, "min"), day_after)
    (said,) = journal.today(JournalToday(after=entry(EntryKind.GRIEVE), step=harder))
    assert "20 min of Scales" in str(said.to_component_dict())
    yes_or_no = practice(standards=(StandardFrom(DAY, Standard(100, "done")),))
    (said,) = journal.today(JournalToday(after=entry(EntryKind.GRIEVE), step=yes_or_no))
    assert "The next small step: Scales." in str(said.to_component_dict())


def test_forms_keep_within_what_discord_takes() -> None:
    said = checkins.answers_of(CHECKIN)
    form = checkins.checkin_form(checkins.CheckIn(), said)
    assert checkins.checkin_words(said).works == CHECKIN.works
    assert len(form.children) == 3
    assert len(journal.why_form(journal.WriteWhy(), {"text": worst(LONGEST_TEXT)}).children) == 1
