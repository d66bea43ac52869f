from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import LONGEST_UNIT, Standard
from bot.domain.communities import LONGEST_RESOURCES
from bot.domain.days import ClockSetting, Span
from bot.domain.goals import LONGEST_GOAL, Goal
from bot.domain.haste import Haste
from bot.domain.ids import CommunityId, NormsId, PracticeId, RubricId, SkillId, UserId
from bot.domain.marks import Marks
from bot.domain.members import Member
from bot.domain.names import LONGEST_NAME
from bot.domain.norms import LONGEST_NORMS, Norms
from bot.domain.practice_details import LONGEST_WHY, PracticeChange, PracticeDetails
from bot.domain.practices import Archive, Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Weekdays
from bot.domain.settings import Visibility
from bot.domain.skills import Skill, SkillList
from bot.domain.start import Onboarding, Step
from bot.domain.thresholds import LONGEST_SIGN, Limits
from bot.domain.trusted import SourceKind, TrustedSource
from bot.render import practice_forms, practices, skills, start
from tests.support import limits, sampled
from tests.support.calls import RestCall

if TYPE_CHECKING:
    from bot.render.card import Card

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
HERE, ANNA = CommunityId(1), UserId(1)
SIX_DAYS = Weekdays(frozenset(range(6)))


def worst(length: int) -> str:
    """What grows most when it is made inert."""
    return "<" * length


def practice(number: int = 2**63 - 1, *, archived: bool = False) -> Practice:
    """One whose every word is as long as it can be."""
    later = TODAY + timedelta(days=5)
    standard = Standard(123_45, worst(LONGEST_UNIT))
    return Practice(
        id=PracticeId(number),
        community_id=HERE,
        user_id=ANNA,
        name=worst(LONGEST_NAME),
        why=worst(LONGEST_WHY),
        skill_id=None,
        started_on=TODAY,
        standards=(StandardFrom(TODAY, standard), StandardFrom(later, standard)),
        schedules=(ScheduleFrom(TODAY, SIX_DAYS), ScheduleFrom(later, SIX_DAYS)),
        archives=(Archive(TODAY, None),) if archived else (),
    )


def details(each: Practice) -> PracticeDetails:
    goal = Goal(1, HERE, ANNA, each.id, worst(LONGEST_GOAL), worst(LONGEST_GOAL), NOW)
    source = TrustedSource(
        each.id, HERE, ANNA, SourceKind.RUBRIC, rubric_id=RubricId(1), rubric_name=worst(40)
    )
    limits_ = Limits(each.id, pause_sign=worst(LONGEST_SIGN))
    marks = None if each.is_archived else Marks(frozenset(), is_new=True)
    return PracticeDetails(each, worst(LONGEST_NAME), goal, TODAY, limits_, source, marks)


def onboarding() -> Onboarding:
    clock = ClockSetting(since=NOW, zone="UTC", day_start=0, zone_chosen=False)
    member = Member(HERE, ANNA, Visibility.PRIVATE, False, False, NOW, (clock,))  # noqa: FBT003
    norms = Norms(NormsId(1), HERE, worst(LONGEST_NORMS), ANNA, NOW)
    return Onboarding(worst(LONGEST_RESOURCES), member, details(practice()), None, norms)


def change() -> PracticeChange:
    before = details(replace(practice(), name="x", why="", standards=(), schedules=()))
    none = Limits(before.practice.id, 1, 0)
    return PracticeChange(replace(before, skill=None, limits=none), details(practice()))


def early(edited: PracticeChange) -> PracticeChange:
    return replace(edited, after=replace(edited.after, haste=Haste.RAISED))


def skill_list() -> SkillList:
    words = [Skill(SkillId(n), HERE, worst(LONGEST_NAME), n % 2 == 0, None) for n in range(30)]
    others = [replace(word, id=SkillId(word.id + 100), synonym_of=word.id) for word in words]
    more = [replace(word, id=SkillId(word.id + 200), synonym_of=word.id) for word in words]
    return SkillList([*words, *others, *more, *(replace(m, id=SkillId(m.id + 100)) for m in more)])


MANY = [details(practice(n, archived=n > 2)) for n in range(12)]
CARDS = {
    "first page": practices.overview(MANY, 0),
    "a middle page": practices.overview(MANY, 1),
    "past the last page": practices.overview(MANY, 99),
    "no practice": practices.overview([], 0),
    "added": practices.added(replace(MANY[0], haste=Haste.SWAPPED)),
    "edited": practices.edited(early(change())),
    "archived": practices.archived(MANY[0]),
    "restored": practices.restored(MANY[0]),
    "goal": practices.goal_set(MANY[0]),
    "skills": skills.skill_list(skill_list(), 1),
    "no skill": skills.skill_list(SkillList([])),
    "one skill": skills.one_skill(skill_list().heads[0]),
    "overview": start.overview(onboarding()),
    **{f"step {each}": start.step(onboarding(), each, "x") for each in tuple(Step)[1:]},
    "arrived": start.step(onboarding(), None, "x"),
}


@pytest.mark.parametrize("shown", CARDS.values(), ids=CARDS)
def test_the_longest_words_fit_into_one_message(shown: Card) -> None:
    body = {"type": 4, "data": {"components": shown.to_components(), "flags": 1 << 15}}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def test_a_practice_that_rests_says_so() -> None:
    resting = replace(practice(), rests=(Span(TODAY, TODAY),))
    assert "resting" in sampled.read(practices.overview([details(resting)], 0))
    assert "resting" not in sampled.read(practices.overview([details(practice())], 0))


def test_pages_end_where_the_list_ends() -> None:
    def pages(number: int, most: int = len(MANY)) -> set[str]:
        parts = str(practices.overview(MANY[:most], number).to_components())
        return {each for each in ("Previous", "Next") if each in parts}

    assert [pages(number) for number in (0, 1, 3, 99)] == [
        {"Next"},
        {"Previous", "Next"},
        {"Previous"},
        {"Previous"},
    ]
    assert pages(0, most=practices.PAGE) == set()


def test_a_form_filled_with_a_practice_fits() -> None:
    press = practices.EditPractice(practice_id=practice().id)
    form = practice_forms.edit_form(press, details(practice()), {})
    body = {"type": 9, "data": form.to_dict()}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def test_a_change_says_from_when_it_holds() -> None:
    shown = str(practices.edited(change()).to_components())
    assert shown.count("from Mon 23 Nov") == 2
