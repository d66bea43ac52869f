from __future__ import annotations

import pytest

from bot.domain.goals import LONGEST_GOAL, GoalWords, ProcessGoalMissing, split_goal
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong


def test_what_is_in_ones_own_hands_is_the_goal() -> None:
    assert split_goal(GoalWords(" One page a day ")) == ("One page a day", "")
    # What to do for it is asked only beside an outcome.
    assert split_goal(GoalWords("One page", process="ignored")) == ("One page", "")


def test_an_outcome_stays_a_wish_beside_what_to_do_for_it() -> None:
    words = GoalWords("Win the cup", in_own_hands=False, process="Serve daily")
    assert split_goal(words) == ("Serve daily", "Win the cup")


@pytest.mark.parametrize("process", ["", " \n"])
def test_an_outcome_alone_is_not_kept(process: str) -> None:
    with pytest.raises(ProcessGoalMissing) as caught:
        split_goal(GoalWords("Win", in_own_hands=False, process=process))
    assert caught.value.wish == "Win"


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (GoalWords(" "), EmptyName),
        (GoalWords("x" * (LONGEST_GOAL + 1)), NameTooLong),
        (GoalWords("Win", in_own_hands=False, process="a\u202eb"), HiddenCharacters),
    ],
)
def test_words_that_cannot_be_kept(words: GoalWords, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        split_goal(words)
