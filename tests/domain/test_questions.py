from __future__ import annotations

import itertools
from collections import Counter
from datetime import date

from bot.domain.days import Week, week_of
from bot.domain.question_bank import SHIPPED
from bot.domain.questions import LONGEST_QUESTION, Question, Theme, choose, named

WEEK = Week(2026, 47)
THREE = (Question("a", Theme.LOVE), Question("b", Theme.ORIGIN), Question("c", Theme.TEACH))


def test_there_are_enough_questions_and_every_theme_is_asked() -> None:
    assert len(SHIPPED) >= 26
    assert Counter(question.theme for question in SHIPPED) == dict.fromkeys(Theme, 3)
    assert len({question.text for question in SHIPPED}) == len(SHIPPED)


def test_questions_fit_where_they_are_shown() -> None:
    assert all(len(question.text) <= 100 for question in SHIPPED)
    assert all(question.text.endswith("?") for question in SHIPPED)
    assert LONGEST_QUESTION >= 100


def test_neighbouring_weeks_ask_about_different_things() -> None:
    themes = [question.theme for question in (*SHIPPED, SHIPPED[0])]
    assert all(one is not other for one, other in itertools.pairwise(themes))


def test_the_communitys_own_question_comes_first() -> None:
    assert choose(WEEK, ["ours", "later"], {}, THREE) == Question("ours")


def test_without_posts_the_questions_rotate_by_week() -> None:
    weeks = [WEEK, WEEK.next(), WEEK.next().next(), WEEK.next().next().next()]
    first, second, third, fourth = (choose(week, [], {}, THREE) for week in weeks)
    assert {first, second, third} == set(THREE)
    assert fourth == first


def test_all_are_asked_before_one_comes_again_whatever_came_between() -> None:
    asked: dict[str, Week] = {}
    order: list[Question] = []
    week = week_of(date(2026, 1, 5))
    for number in range(90):
        # Every fifth week asks a question of the community's own, and every seventh is skipped.
        own = ["ours"] if number % 5 == 0 else []
        question = choose(week, own, asked, SHIPPED)
        if number % 7 and not own:
            asked[question.text] = week
            order.append(question)
        week = week.next()
    assert len(order) > len(SHIPPED)
    assert set(order[: len(SHIPPED)]) == set(SHIPPED)
    assert order[len(SHIPPED)] == order[0]


def test_a_question_is_known_by_its_text() -> None:
    assert named("b", THREE) == THREE[1]
    assert named("ours", THREE) == Question("ours", None)
