"""Moderators' cards hold whatever was typed, and say what they do not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.ids import NOBODY, ReportId, UserId
from bot.domain.moderation import Act, ActKind, AlreadyDone, Case, Desk, Judged
from bot.domain.pieces import Piece, PieceKind, Written
from bot.domain.places import Place
from bot.domain.reports import LONGEST_REASON, LONGEST_SAID, Report
from bot.render import moderation as render
from bot.render.pieces import NAMES
from bot.render.privacy import KINDS
from bot.render.refusals import words
from tests.support.callers import ANNA, BEN, HERE
from tests.support.members import readable, walk

NOW = datetime(2026, 1, 5, tzinfo=UTC)
LARGEST = 2**63 - 1
TEXT_IN_ALL, COMPONENTS = 4000, 40
IDEA = Piece(PieceKind.IDEA, LARGEST)


def case_of(piece: Piece = IDEA, **changes: Any) -> Case:
    said = changes.pop("said", "Slow is smooth")
    reason = changes.pop("reason", "It hurts")
    report = Report(
        id=ReportId(LARGEST),
        community_id=HERE,
        user_id=changes.pop("reporter", BEN),
        piece=piece,
        reported=ANNA,
        said=said,
        link=changes.pop("link", Place(LARGEST, LARGEST)),
        reason=reason,
        reported_at=NOW,
    )
    written = None
    if piece.kind is not PieceKind.MESSAGE:
        written = Written(piece, ANNA, said, report.link, hidden=False)
    case = Case(report=report, written=written, is_suspended=False, acts=())
    return replace(case, **changes)


def act_of(number: int, kind: ActKind = ActKind.HID, **changes: Any) -> Act:
    act = Act(number, HERE, UserId(LARGEST), kind, ANNA, NOW, IDEA)
    return replace(act, **changes)


def text_of(card: Any) -> str:
    components = list(walk(card.to_components()))
    assert len(components) <= COMPONENTS
    shown = sum(len(each.get("content") or "") for each in components)
    assert shown <= TEXT_IN_ALL, shown
    return readable(components)


@pytest.mark.parametrize("typed", ["*", "\n*", "@everyone ", "discord.gg/x ", "<@1>", "`", "_|~"])
def test_the_largest_report_fits(typed: str) -> None:
    said, reason = (typed * 1000)[:LONGEST_SAID], (typed * 300)[:LONGEST_REASON]
    acts = tuple(act_of(number, ActKind.SUSPENDED) for number in range(30))
    people = tuple(UserId(LARGEST - number) for number in range(200))
    case = case_of(said=said.strip(), reason=reason.strip(), acts=acts)
    text_of(render.case(case))
    text_of(render.desk(Desk((case,) * 100, people), 50))


def test_what_is_typed_stays_text() -> None:
    shown = text_of(render.case(case_of(said="@everyone **x** https://discord.gg/x <@5>")))
    for alive in ("@everyone", "**x**", "discord.gg/x", "<@5>"):
        assert alive not in shown


def test_says_who_wrote_anonymously() -> None:
    case = case_of(Piece(PieceKind.REQUEST, 1))
    assert "anonymously" not in text_of(render.case(case))
    assert case.written
    hidden = replace(case, written=replace(case.written, anonymous=True))
    assert f"<@{ANNA}>, who asked anonymously" in text_of(render.case(hidden))


def test_says_what_is_gone_or_not_known() -> None:
    assert "It is not there any more" in text_of(render.case(case_of(written=None)))
    assert "somebody who deleted their data" in text_of(render.case(case_of(reporter=NOBODY)))
    assert "Nothing can be read" in text_of(render.case(case_of(said="")))
    by_link = case_of(Piece(PieceKind.MESSAGE, 5), said="", link=None, reason="")
    shown = text_of(render.case(by_link))
    assert "no text of a message that was reported by its address" in shown
    assert "delete it there" in shown
    assert "Hide" not in shown
    assert "Open it\n" not in shown


def test_the_audit_list_turns_its_pages() -> None:
    acts = [act_of(number, by=NOBODY, about=NOBODY, piece=None) for number in range(100)]
    shown = text_of(render.audit(acts, 1))
    assert "Previous" in shown
    assert "Next" in shown
    assert "the member of somebody who deleted their data" in shown
    assert "Nothing yet" in text_of(render.audit([]))
    assert "No report is open" in text_of(render.desk(Desk((), ())))
    assert "1 person is kept out" in text_of(render.desk(Desk((), (ANNA,))))


def test_says_whether_somebody_is_kept_out() -> None:
    acts = tuple(act_of(number) for number in range(20))
    assert "from now on" in text_of(render.judged(Judged(ANNA, True, acts), is_new=True))  # noqa: FBT003 - a model
    assert "already" in text_of(render.judged(Judged(ANNA, True, acts), is_new=False))  # noqa: FBT003 - a model
    assert "may take part again" in text_of(render.judged(Judged(ANNA, False, ()), is_new=True))  # noqa: FBT003 - a model


def test_says_who_was_faster() -> None:
    said = words(AlreadyDone(act_of(1)))
    assert said
    assert said.startswith("That is done already. Hidden by <@")
    assert words(AlreadyDone(None)) == "That is done already."


def test_every_kind_and_every_act_has_words() -> None:
    assert set(NAMES) == set(PieceKind)
    for kind in ActKind:
        assert text_of(render.audit([act_of(1, kind)]))
    assert all(one and many for one, many in KINDS.values())
