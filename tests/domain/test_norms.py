from __future__ import annotations

import pytest

from bot.domain.names import HiddenCharacters, NameTooLong
from bot.domain.norms import LONGEST_NORMS, clean_norms


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Be kind.\r\nBe brief. ", "Be kind.\nBe brief."), ("", ""), (" \n ", "")],
)
def test_norms_are_kept_as_lines(typed: str, kept: str) -> None:
    assert clean_norms(typed) == kept


def test_norms_that_cannot_be_kept() -> None:
    assert clean_norms("x" * LONGEST_NORMS)
    with pytest.raises(NameTooLong):
        clean_norms("x" * (LONGEST_NORMS + 1))
    with pytest.raises(HiddenCharacters):
        clean_norms("a\u202eb")
