from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import Standard
from bot.domain.days import DAY
from bot.domain.deliveries import Trouble
from bot.domain.entries import LONGEST_FOCUS, LONGEST_LESSON, LONGEST_NOTE, LONGEST_WHERE, Entry
from bot.domain.ids import CommunityId, LogId, PracticeId, UserId
from bot.domain.log_cards import LogCard, LogLine, Undone, WhichPractice
from bot.domain.logs import Felt, Log
from bot.domain.schedules import TimesAWeek
from bot.domain.summaries import summarise
from bot.render import log_forms, log_refusals
from bot.render import logs as render
from tests.support.members import walk
from tests.support.sampled import ANNA, TODAY, history, labels, practice, read

if TYPE_CHECKING:
    from bot.domain.practices import Practice

LOG = Log(
    id=LogId(7),
    community_id=CommunityId(1),
    user_id=ANNA,
    practice_id=PracticeId(5),
    day=TODAY,
    amount=2500,
    note=None,
    where=None,
    focus=None,
    felt=None,
    lesson=None,
    link=None,
    proof=None,
    logged_at=datetime(2026, 11, 18, 12, tzinfo=UTC),
    backfilled=False,
)


def card_of(
    of: Practice | None = None, *, done: tuple[int, ...] = (0,), **words: object
) -> LogCard:
    """Show a log; ``done`` are the days before today on which the minimum was reached."""
    mine = of or practice()
    log = dataclasses.replace(LOG, **words)
    return LogCard(
        log=log,
        practice=mine,
        summary=summarise(history(mine, done)),
        today=TODAY,
        day_amount=log.amount,
        is_open=True,
    )


def test_a_card_says_what_was_done_and_where_it_stands() -> None:
    words = read(
        render.public(card_of(note="slow", where="kitchen", focus="bar 4", felt=Felt.EASY))
    )
    assert "<@11> · **Guitar** · 25 min" in words
    assert "Today: 25 min of 20 min, minimum reached" in words
    assert "> slow" in words
    assert "Focus: bar 4 · Where: kitchen · Felt: easy" in words
    assert "Streak: 1 day · plan kept: 4 % (1 of 28)" in words


def test_of_somebody_who_became_private_it_shows_no_newer_number() -> None:
    shown = dataclasses.replace(card_of(note="slow", where="kitchen"), is_open=False)
    words = read(render.public(shown))
    assert "<@11> · **Guitar** · 25 min" in words
    assert "> slow" in words
    assert "Where: kitchen" in words
    assert "Streak" not in words
    assert "Today" not in words


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (card_of(amount=500), "Today: 5 min of 20 min, 15 min to go"),
        (
            card_of(day=TODAY - DAY, backfilled=True),
            "Yesterday: 25 min of 20 min, minimum reached · logged later",
        ),
        (card_of(practice(standard=Standard(100, "done")), amount=100), "Today: done"),
        (card_of(day=TODAY - DAY * 2), "Streak now: 1 day"),
        (card_of(practice(plan=TimesAWeek(3))), "This week: 1 of 3"),
        (card_of(done=(0, 10)), "A comeback after 8 days"),
    ],
)
def test_what_a_card_says(shown: LogCard, line: str) -> None:
    assert line in read(render.private(shown))


def test_only_a_public_card_can_be_cheered() -> None:
    assert labels(render.public(card_of())) == ["Cheer", "Correct", "Undo", "Report"]
    assert labels(render.private(card_of())) == ["Correct", "Undo"]
    badly = render.private(card_of(felt=Felt.WENT_BADLY, lesson="start earlier"))
    after = ["What did it teach?", "Correct", "Undo", "Make it my adjustment"]
    assert labels(badly) == ["Take ten", *after]
    assert "Take ten" not in labels(render.public(card_of(felt=Felt.WENT_BADLY)))
    assert "What it taught: start earlier" in read(badly)


@pytest.mark.parametrize(
    ("cheers", "line"),
    [
        (1, "Cheered on by <@0>"),
        (2, "Cheered on by <@0> and <@1>"),
        (10, "<@8> and <@9>"),
        (11, "<@9> and others"),
    ],
)
def test_cheers_name_people_and_count_nothing(cheers: int, line: str) -> None:
    who = tuple(UserId(number) for number in range(cheers))
    words = read(render.public(dataclasses.replace(card_of(), cheered_by=who)))
    assert line in words
    assert "<@10>" not in words


@pytest.mark.parametrize(
    ("name", "attached", "kind"),
    [("take.png", True, 12), ("take.pdf", True, 13), ("take.png", False, None)],
)
def test_a_proof_is_shown_where_it_is_attached(
    name: str, kind: int | None, *, attached: bool
) -> None:
    card = render.private(card_of(proof=name), with_proof=attached)
    kinds = {each["type"] for each in walk(card.to_components())} & {12, 13}
    assert kinds == ({kind} if kind else set())
    assert ("Proof: take.png" in read(card)) is not attached


def test_a_link_is_a_button_that_names_its_site() -> None:
    card = render.public(card_of(link="https://example.org/a?b=c"))
    (link,) = (each for each in walk(card.to_components()) if each.get("url"))
    assert (link["label"], link["url"]) == ("Open example.org", "https://example.org/a?b=c")


def test_everything_typed_is_inert_and_fits() -> None:
    hostile = "@everyone <@&1> [x](https://x.y) **"
    longest = card_of(
        practice(name="*" * 40, standard=Standard(2000, "_" * 20)),
        note="<" * LONGEST_NOTE,
        where="*" * LONGEST_WHERE,
        focus="*" * LONGEST_FOCUS,
        lesson="\n".join("*" * (LONGEST_LESSON // 2)),
        felt=Felt.WENT_BADLY,
    )
    crowd = tuple(UserId(2**63 - number) for number in range(1, 500))
    card = render.public(dataclasses.replace(longest, cheered_by=crowd))
    assert card.content_length() <= 4000
    words = read(render.public(card_of(note=hostile)))
    for alive in ("@everyone", "<@&1>", "](https://"):
        assert alive not in words


def test_what_was_taken_back_is_given_back() -> None:
    line = LogLine(dataclasses.replace(LOG, note="slow\n*and* even"), practice())
    card = render.undone(Undone(line, None, 2, TODAY, (line, line)), Trouble.FORBIDDEN)
    words = read(card)
    assert "Taken back: 25 min of Guitar" in words
    assert "> slow\n> \\*and\\* even" in words
    assert "Your streak there is 2 days now." in words
    assert "I lack a permission there" in words
    (select,) = (each for each in walk(card.to_components()) if each["type"] == 3)
    assert [option["label"] for option in select["options"]] == [
        "Guitar · 25 min · 2026-11-18 · slow *and* even"
    ] * 2
    assert "Another" not in read(render.undone(Undone(line, None, 2, TODAY, ())))


def test_long_names_fit_into_labels() -> None:
    line = LogLine(dataclasses.replace(LOG, note="x" * LONGEST_NOTE), practice(name="y" * 40))
    assert len(render.label(line)) == 100


def test_the_form_reads_back_what_it_was_filled_with() -> None:
    log = dataclasses.replace(LOG, amount=9000, note="a", where="b", focus="c", felt=Felt.STRETCH)
    answers = log_forms.answers_of(LogLine(log, practice()))
    entry = log_forms.read_entry(answers, 5)
    assert entry == Entry("1 h 30 min", "5", "", "a", "b", "c", Felt.STRETCH)
    kept = Entry("1", "", "yesterday", "a", "b", "c", None, "https://x.org")
    read_back = log_forms.read_entry(log_forms.answers_to_keep(kept), 5)
    assert read_back == dataclasses.replace(kept, practice="5")


def test_a_yes_or_no_practice_is_filled_in() -> None:
    press = render.LogNow(practice_id=5)
    form = log_forms.log_form("Log", press, Standard(100, "done"), {})
    values = [each.get("value") for each in walk(form.to_dict()["components"])]
    assert "done" in values
    assert len(form.children) == 5


def test_the_practices_are_named_where_one_must_be_chosen() -> None:
    names = (practice("Guitar"), practice("*Piano*"))
    words = log_refusals.REFUSALS[WhichPractice](WhichPractice(names))
    assert "Guitar, \\*Piano\\*" in words
    assert labels(render.which_practice(names, 3)) == ["Guitar", "*Piano*"]
