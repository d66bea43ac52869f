"""The lists behind the numbers of the health report, for a moderator's eyes alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.health import Measure
from bot.domain.requests import RequestState
from bot.render.card import card, text
from bot.render.health import LISTS, say_bands, say_month
from bot.render.pages import page_of, pager
from bot.render.presses import Count, Press
from bot.render.text import count, mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.health import HealthReport, Tally
    from bot.domain.ids import UserId
    from bot.render.card import Card

PAGE = 30
_MEANS: Mapping[Measure, str] = {
    Measure.HAND: (
        "They had a rhythm of their own, and nothing was logged for three times as long as "
        "usual. It may be a holiday, or they left the server. If you know them, a short message "
        "can help: that you thought of them, with no question why. Nothing of this is posted, and "
        "they are not told."
    ),
    Measure.ALONE: (
        "They were active, and nobody answered, thanked or cheered them in four weeks. A cheer or "
        "a kind word is enough; nothing of this is posted."
    ),
    Measure.WAITING: "Their requests for feedback wait. `/feedback queue` shows the requests.",
    Measure.ACTIVE: "They practised, reflected, or gave feedback or thanks.",
    Measure.PRACTISED: "They logged something.",
    Measure.REFLECTED: "They looked back on at least one of the weeks.",
    Measure.GAVE: "They answered a request for feedback or thanked somebody.",
    Measure.ADHERENCE: "How much of their own plan they kept over these weeks.",
    Measure.COMEBACKS: "They logged again after a miss.",
    Measure.RETENTION: "Who was active in the last four weeks, by the month they joined.",
    Measure.ANSWERED: "Whose requests for feedback ended in these weeks, and how.",
}
_ENDED: Mapping[str, str] = {
    RequestState.ANSWERED.value: "Answered",
    RequestState.LAPSED.value: "Closed without an answer",
}


class TurnHealthList(Press, tag="health-page"):
    """Show a page of a list."""

    measure: Measure
    weeks: Count
    page: Count


class _Part(NamedTuple):
    heading: str
    members: Tally


class _Line(NamedTuple):
    heading: str
    user_id: UserId


def health_list(report: HealthReport, measure: Measure, number: int = 0) -> Card:
    """Name the open members behind a number, and say how many others there are."""
    parts = list(_parts(report, measure))
    people = [_Line(part.heading, who) for part in parts for who in part.members.named]
    sums = list(_sums(parts))
    page = page_of(people, number, PAGE)
    weeks = len(report.weeks)
    return card(
        text(f"### {LISTS[measure]}", f"-# {_MEANS[measure]}"),
        text(*sums) if sums else None,
        text(*_names(page.items)) if page.items else text("Nobody who may be named."),
        text(
            "-# Named are members whose cards and numbers are open to others here. Private ones "
            "count in whole fives; what is over is left out."
        ),
        pager(page, lambda turned: TurnHealthList(measure=measure, weeks=weeks, page=turned)),
    )


def _parts(report: HealthReport, measure: Measure) -> Iterator[_Part]:
    whole = {
        Measure.HAND: report.hand,
        Measure.ALONE: report.alone,
        Measure.WAITING: report.waiting.members,
        Measure.ACTIVE: report.active,
        Measure.PRACTISED: report.practised,
        Measure.REFLECTED: report.reflected,
        Measure.GAVE: report.gave,
        Measure.COMEBACKS: report.comebacks,
    }
    if measure in whole:
        yield _Part("", whole[measure])
    elif measure is Measure.ADHERENCE:
        bands = zip(say_bands(), report.adherence.bands, strict=True)
        yield from reversed([_Part(name, band) for name, band in bands])
    elif measure is Measure.RETENTION:
        yield from (_Part(say_month(each.month), each.active) for each in report.cohorts)
    else:
        yield from (_Part(_ENDED[each.heading], each.members) for each in report.answered)


def _sums(parts: list[_Part]) -> Iterator[str]:
    for heading, members in parts:
        if members.total:
            others = members.others
            private = f", and {count(others, 'other')}, who are private" if others else ""
            said = f"{len(members.named)} named{private}"
            yield f"**{heading}:** {said}" if heading else said


def _names(people: Sequence[_Line]) -> Iterator[str]:
    for heading, lines in groupby(people, key=lambda line: line.heading):
        names = " ".join(mention(line.user_id) for line in lines)
        yield f"**{heading}**\n{names}" if heading else names
