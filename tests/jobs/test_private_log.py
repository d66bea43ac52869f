"""What goes wrong with something private is told without it: the log is the operator's to read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId, UserId
from bot.domain.rest_rules import RestWords
from bot.jobs.spread import each, spread
from tests.support.callers import HERE, act
from tests.support.reminding import run, run_at, set_at, stored

if TYPE_CHECKING:
    from tests.support.weeks import Scene

ANNA = 1
TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def guitar(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)


@pytest.fixture
def failing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever is sent fail as nobody foresaw."""

    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(scene.channels, "send", fails)
    monkeypatch.setattr(scene.channels, "direct", fails)


@pytest.mark.usefixtures("failing")
async def test_a_reminder_is_named_by_its_id(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    reminder = await set_at(scene, ANNA, "8pm", cue="after my pills")
    assert (await stored(scene, ANNA))[0].cue == "after my pills"
    await run_at(scene, TONIGHT)
    assert "incident" in caplog.text
    assert "boom" in caplog.text
    assert str(reminder.id) in caplog.text
    assert "pills" not in caplog.text


@pytest.mark.usefixtures("failing")
async def test_a_rest_is_named_by_its_id(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    anna = act(UserId(ANNA), HERE)
    taken = await scene.services.rests.take(anna, RestWords("tomorrow", reason="a migraine"))
    rest = taken.named.rest
    told = await scene.services.rests.tell(act(UserId(ANNA), HERE), rest.id, wanted=True)
    assert told.named.rest.tell_at
    scene.clock.set(told.named.rest.tell_at)
    await run(scene)
    assert "incident" in caplog.text
    assert str(rest.id) in caplog.text
    assert "migraine" not in caplog.text


async def test_anything_else_is_named_by_what_identifies_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fails(_: object) -> None:
        raise RuntimeError

    await spread(each([CommunityId(42)]), fails)
    assert "with 42" in caplog.text
