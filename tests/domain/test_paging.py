import pytest

from bot.domain.paging import nearest_page


@pytest.mark.parametrize(
    ("number", "items", "expected"),
    [
        (0, 0, (0, 0)),
        (3, 0, (0, 0)),
        (0, 5, (0, 0)),
        (1, 6, (1, 1)),
        (4, 6, (1, 1)),
        (-1, 6, (0, 1)),
    ],
)
def test_a_page_is_always_there(number: int, items: int, expected: tuple[int, int]) -> None:
    assert nearest_page(number, items, 5) == expected
