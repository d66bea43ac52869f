import pytest

from bot.render.drafts import ReopenDraft
from bot.render.presses import LONGEST_CUSTOM_ID, Press


def test_a_press_comes_back_from_its_custom_id() -> None:
    press = ReopenDraft(draft_id=2**63 - 1)
    assert Press.parse(press.custom_id) == press
    assert len(press.custom_id) <= LONGEST_CUSTOM_ID


@pytest.mark.parametrize(
    "custom_id", ["", "nobody", "nobody:1", "draft", "draft:", "draft:x", "draft:-1", "draft:1:2"]
)
def test_what_no_press_made_is_none(custom_id: str) -> None:
    assert Press.parse(custom_id) is None


def test_a_tag_is_given_once() -> None:
    with pytest.raises(TypeError, match="draft"):

        class _Again(Press, tag="draft"):
            pass
