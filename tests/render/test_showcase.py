from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import Standard
from bot.domain.deliveries import Trouble
from bot.domain.entries import LONGEST_FILE_NAME, LONGEST_LINK
from bot.domain.ids import CommunityId, ExampleId, KudosId, PracticeId, SkillId, UserId
from bot.domain.kudos import LONGEST_REASON, Roundup, Thanks
from bot.domain.names import LONGEST_NAME
from bot.domain.places import Place
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.requests import LONGEST_TEXT, LONGEST_TITLE
from bot.domain.schedules import Weekdays
from bot.domain.showcase import (
    LONGEST_FIRST,
    LONGEST_LOOK_AT,
    Example,
    ExampleState,
    Exhibit,
    Plan,
    Said,
    Shelf,
)
from bot.render import kudos, showcase, showcase_forms
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card
    from bot.render.forms import Form

LARGEST = 2**63 - 1
HERE, ANNA, BEN = CommunityId(LARGEST), UserId(LARGEST), UserId(LARGEST - 1)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = date(2026, 11, 2)


def worst(length: int) -> str:
    """What grows most when it is made inert."""
    return "<" * length


def lines(length: int) -> str:
    """What grows most when it is quoted."""
    return ("<" + "\n" * 3) * (length // 4)


def practice() -> Practice:
    return Practice(
        id=PracticeId(LARGEST),
        community_id=HERE,
        user_id=ANNA,
        name=worst(LONGEST_NAME),
        why="",
        skill_id=None,
        started_on=DAY,
        standards=(
            StandardFrom(DAY, Standard(99_999_999, worst(20))),
            StandardFrom(date(2026, 11, 10), Standard(500, "min")),
        ),
        schedules=(ScheduleFrom(DAY, Weekdays(frozenset({0, 1, 2, 3, 4, 6}))),),
        archives=(),
    )


def example(work: str) -> Example:
    link = f"https://{'a' * 60}.example.org/"
    return Example(
        id=ExampleId(LARGEST),
        community_id=HERE,
        user_id=ANNA,
        state=ExampleState.SHOWN,
        look_at=worst(LONGEST_LOOK_AT),
        added_at=NOW,
        title=worst(LONGEST_TITLE),
        link=link + "b" * (LONGEST_LINK - len(link)),
        work=work,
        first_version=work[:LONGEST_FIRST],
        file_name="a" * (LONGEST_FILE_NAME - 4) + ".png",
        proposed_by=BEN,
        skill_id=SkillId(LARGEST),
        practice_id=PracticeId(LARGEST),
        weeks=9999,
        blocks=9999,
        made_on=date(2026, 11, 9),
        place=Place(LARGEST, LARGEST),
    )


def exhibit(work: str) -> Exhibit:
    return Exhibit(example(work), worst(LONGEST_NAME), practice())


def problems(card: Card) -> list[str]:
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    return list(limits.problems(RestCall("POST", "/channels/1/messages", body)))


def form_problems(form: Form) -> list[str]:
    body = {"type": limits.MODAL, "data": form.to_dict()}
    return list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def words(card: Card) -> str:
    return readable(list(walk(card.to_components())))


@pytest.mark.parametrize("work", [worst(LONGEST_TEXT), lines(LONGEST_TEXT), "*" * LONGEST_TEXT])
def test_the_largest_cards_fit(work: str) -> None:
    what = exhibit(work)
    asked = Exhibit(replace(what.example, state=ExampleState.PROPOSED), what.skill, what.practice)
    skill = SkillId(LARGEST)
    for card in (
        showcase.shown(what),
        showcase.shown(Exhibit(replace(what.example, file_name="score.pdf"))),
        showcase.standing(asked),
        showcase.shelf(Shelf(what, 4999, 9999, skill, worst(LONGEST_NAME)), ANNA),
        showcase.shelf(Shelf(None, 0, 0, skill, worst(LONGEST_NAME)), ANNA),
        showcase.stands_already(what.example),
        showcase.declined(what.example),
        showcase.taken_down(Trouble.FORBIDDEN),
        kudos.given(Thanks(KudosId(LARGEST), HERE, ANNA, BEN, worst(LONGEST_REASON), DAY, NOW)),
    ):
        assert problems(card) == []


def test_words_at_their_longest_are_shown_whole() -> None:
    card = words(showcase.shown(exhibit("*" * LONGEST_TEXT)))
    assert r"\*" * LONGEST_TEXT in card
    assert "…" not in words(showcase.shown(unlinked(("a line\n" * 142).strip())))


def unlinked(work: str) -> Exhibit:
    return Exhibit(replace(example(work), link=""))


def test_forms_fit() -> None:
    press = showcase.AddExample(draft_id=LARGEST)
    plan = Plan(practice="p" * LONGEST_NAME)
    forward = showcase.PutForward(draft_id=LARGEST)
    trial = showcase.TryStandard(example_id=LARGEST)
    what = Exhibit(example("x"), "Music", replace(practice(), name="p" * LONGEST_NAME))
    for form in (
        showcase_forms.own_form(press, plan, {}),
        showcase_forms.own_form(press, Plan(), {}),
        showcase_forms.message_form(forward, {}, own=False),
        showcase_forms.try_form(trial, what, {}),
        showcase_forms.try_form(trial, Exhibit(example("x")), {}),
        kudos.kudos_form(kudos.GiveKudos(user_id=LARGEST), {}),
    ):
        assert form_problems(form) == []


def test_the_standard_is_that_of_its_day() -> None:
    what = exhibit("x")
    later = Exhibit(replace(what.example, made_on=date(2026, 11, 10), weeks=2, blocks=1), "Music")
    card = words(showcase.shown(replace(later, practice=replace(practice(), name="Guitar"))))
    assert "Made over 2 weeks and 1 block of Guitar, with 5 min on Mon, Tue, Wed," in card
    assert "Made over 2 weeks and 1 block." in words(showcase.shown(later))
    assert "Try this standard" not in words(showcase.shown(later))
    first = Exhibit(replace(later.example, weeks=1, blocks=0))
    assert "Made over 1 week." in words(showcase.shown(first))


def test_a_question_tells_nothing_of_the_message() -> None:
    what = exhibit("the secret words")
    asked = replace(what.example, state=ExampleState.PROPOSED, title="", proposed_by=None)
    card = words(showcase.standing(Exhibit(asked)))
    assert "secret" not in card
    assert "Somebody here thinks" in card


@pytest.mark.parametrize(
    "plan", [Plan(), Plan(SkillId(3), PracticeId(LARGEST), "Guitar", "a.png", "https://x/y?z=1")]
)
def test_what_is_kept_is_read_again(plan: Plan) -> None:
    assert showcase_forms.read_plan(showcase_forms.plan_to_keep(plan)) == plan
    said = Said(ANNA, "https://discord.com/channels/1/2/3", "a text")
    assert showcase_forms.read_said(showcase_forms.said_to_keep(said)) == said


def test_the_roundup_is_short() -> None:
    thanks = Thanks(KudosId(1), HERE, ANNA, BEN, worst(LONGEST_REASON), DAY, NOW)
    told = kudos.roundup(Roundup((thanks,) * 5, 12))
    assert len(told) == 6
    assert told[-1] == "- and 7 more thank-yous"
    assert sum(map(len, told)) < 1300
    assert kudos.roundup(Roundup((thanks,), 1))[0].startswith(f"- <@{ANNA}> thanked <@{BEN}>: ")
    assert kudos.roundup(Roundup((), 0)) == ()
    assert kudos.roundup(Roundup((thanks,), 2))[-1] == "- and 1 more thank-you"
