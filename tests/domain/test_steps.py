from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import MOST_MINUTES, Standard, limit
from bot.domain.steps import harder, smaller


@pytest.mark.parametrize(
    ("minimum", "unit", "less", "more"),
    [
        (2000, "min", 1500, 2500),
        (1000, "min", 800, 1200),
        (500, "min", 400, 600),
        (9000, "min", 6000, 10500),
        (200, "min", 100, None),
        (100, "min", None, None),
        (MOST_MINUTES, "min", 108000, None),
        (40000, "words", 30000, 50000),
        (300, "pages", 200, None),
        (100, "problem", None, None),
        (100, "km", 80, 120),
        (250, "laps", 200, 300),
        (100, "done", None, None),
        (1, "km", None, None),
    ],
)
def test_a_step_is_a_number_that_people_say(
    minimum: int, unit: str, less: int | None, more: int | None
) -> None:
    standard = Standard(minimum, unit)
    assert (smaller(standard), harder(standard)) == (less, more)


@given(st.integers(1, MOST_MINUTES), st.sampled_from(["min", "words", "km", "done"]))
def test_a_step_is_small_and_never_nothing(minimum: int, unit: str) -> None:
    standard = Standard(minimum, unit)
    less, more = smaller(standard), harder(standard)
    assert less is None or minimum / 2 <= less < minimum
    assert more is None or 1.1 * minimum <= more <= min(1.25 * minimum, limit(unit))
