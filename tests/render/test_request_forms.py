from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.asking import (
    LONGEST_QUESTION,
    MOST_VERSIONS,
    Plan,
    Prepared,
    Scoring,
    SelfScored,
)
from bot.domain.feedback import Feedback
from bot.domain.ids import (
    CommunityId,
    FeedbackId,
    RequestId,
    RubricId,
    RubricVersionId,
    UserId,
)
from bot.domain.requests import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Counted,
    RequestKind,
    RequestState,
)
from bot.domain.rubrics import LONGEST_CRITERION, LONGEST_LEVEL, Criterion, RubricVersion
from bot.render import request_forms, self_scores
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.large_requests import (
    ANNA,
    BEN,
    LARGEST,
    LARGEST_COMPARISON,
    LARGEST_REQUEST,
    NOW,
    REQUEST,
    problems,
    text_of,
    worst,
)
from tests.support.members import walk

if TYPE_CHECKING:
    from bot.render.forms import Form


def rubric(criteria: int = 5) -> RubricVersion:
    level = "<" * LONGEST_LEVEL
    return RubricVersion(
        id=RubricVersionId(1),
        rubric_id=RubricId(1),
        community_id=None,
        number=1,
        name="<" * 40,
        criteria=tuple(
            Criterion("<" * (LONGEST_CRITERION - 1) + str(number), (level, level, level, level))
            for number in range(criteria)
        ),
    )


def form_problems(form: Form) -> list[str]:
    body = {"type": limits.MODAL, "data": form.to_dict()}
    return list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def prepared(plan: Plan, versions: int = MOST_VERSIONS) -> Prepared:
    earlier = tuple(
        replace(REQUEST, id=RequestId(number), title="x" * LONGEST_TITLE)
        for number in range(versions)
    )
    return Prepared(LARGEST, plan, earlier, "x" * 500)


@pytest.mark.parametrize("anonymous", [True, False])
@pytest.mark.parametrize("asked", [BEN, None])
@pytest.mark.parametrize("file_name", ["", "a.png"])
def test_forms_fit(*, anonymous: bool, asked: UserId | None, file_name: str) -> None:
    plan = Plan(kind=RequestKind.WORK, anonymous=anonymous, asked=asked, file_name=file_name)
    filled = {
        "title": "x" * LONGEST_TITLE,
        "work": "x" * LONGEST_TEXT,
        "question": "x" * LONGEST_QUESTION,
    }
    assert not form_problems(request_forms.ask_form(prepared(plan), filled))
    assert not form_problems(request_forms.own_form(prepared(plan), filled))
    assert not form_problems(request_forms.stuck_form(prepared(plan), {}))


def test_forms_tell_whom_they_ask() -> None:
    for anonymous in (True, False):
        alone = Plan(kind=RequestKind.STUCK, asked=BEN, anonymous=anonymous)
        assert "one person" in request_forms.stuck_form(prepared(alone), {}).title
    left_out = Plan(kind=RequestKind.WORK, without_peer=True)
    for make in (request_forms.ask_form, request_forms.stuck_form):
        form = make(prepared(left_out), {})
        assert not form_problems(form)
        assert "goes to everybody" in str(form.to_dict())
        usual = make(prepared(Plan(kind=RequestKind.WORK)), {})
        assert "goes to everybody" not in str(usual.to_dict())


def test_the_earlier_version_is_asked_for_where_there_is_one() -> None:
    plan = Plan(kind=RequestKind.WORK, earlier_id=RequestId(3))
    with_it, without = (
        list(walk(request_forms.ask_form(prepared(plan, n), {}).to_dict()["components"]))
        for n in (5, 0)
    )
    chosen = [
        option["value"]
        for each in with_it
        for option in each.get("options", ())
        if option.get("default")
    ]
    assert chosen == ["3"]
    assert "earlier" not in {each.get("custom_id") for each in without}


def test_a_new_version_brings_its_own_work() -> None:
    counted = replace(REQUEST, counted=Counted("errors", 650))
    lapsed = request_forms.answers_of(replace(counted, state=RequestState.LAPSED))
    assert lapsed["work"] == REQUEST.work
    assert lapsed["counted"] == "errors 6.5"
    answered = request_forms.answers_of(replace(counted, state=RequestState.ANSWERED))
    assert "work" not in answered
    assert answered["title"] == REQUEST.title


def test_the_largest_panel_of_levels_fits() -> None:
    version = rubric()
    empty = self_scores.panel(Scoring(LARGEST, version, {}))
    assert not problems(empty)
    assert "5 to go" in text_of(empty)
    full = self_scores.panel(Scoring(LARGEST, version, dict.fromkeys(range(5), 4)))
    assert not problems(full)
    assert "Keep it" in text_of(full)


def test_the_largest_version_fits() -> None:
    answer = Feedback(
        id=FeedbackId(LARGEST),
        community_id=CommunityId(LARGEST),
        request_id=LARGEST_REQUEST.id,
        asked_by=ANNA,
        given_by=ANNA,
        given_at=NOW,
        works="",
        change=worst(300),
        levels=dict.fromkeys(range(5), 4),
    )
    kept = SelfScored(LARGEST_REQUEST, answer, rubric(), LARGEST_COMPARISON)
    assert not problems(self_scores.kept(kept))
    plain = SelfScored(REQUEST, replace(answer, change="", levels=None), rubric(), None)
    assert "Next" not in text_of(self_scores.kept(plain))
