"""What is clicked about rests and pauses; a pause is one tap wherever pressure may show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from bot.render.card import button
from bot.render.presses import Count, Press

if TYPE_CHECKING:
    from discord import ui

LONGEST_PAUSE = 7
PauseDays = Annotated[int, Field(ge=1, le=LONGEST_PAUSE)]


class TakePause(Press, tag="pause"):
    """Hold everything for one day, in one tap."""


class PauseFor(Press, tag="pause-for"):
    """Hold everything for some days, today included."""

    days: PauseDays


class EndPause(Press, tag="pause-end"):
    """End the pause that holds today."""


class WhatPauseHolds(Press, tag="pause-means"):
    """See what a pause means for everything there is."""


class RestForm(Press, tag="rest-form"):
    """Plan a rest in a form: from one practice, or from everything where it is 0."""

    practice_id: Count


class ShowRests(Press, tag="rests"):
    """See a page of rests, and what may be skipped."""

    page: Count


class EndRests(Press, tag="rest-end-today"):
    """End what rests today."""


class EndRest(Press, tag="rest-end"):
    """End one rest, or take it back before it begins."""

    rest_id: Count


class ChooseEndedRest(Press, tag="rest-end-which"):
    """Choose which of several rests ends."""


class ExtendRest(Press, tag="rest-extend"):
    """Let a rest end later."""

    rest_id: Count
    until: date


class TellRestEnd(Press, tag="rest-tell"):
    """Be written to when a rest ends (1), or no longer (0)."""

    rest_id: Count
    wanted: Count


class AnswerRest(Press, tag="rest-answer"):
    """Say what a rest gave back and what stays, in a form."""

    rest_id: Count


class WaveOffRest(Press, tag="rest-wave-off"):
    """Say nothing about a rest that is over."""

    rest_id: Count


def pause_button() -> ui.Button[Any]:
    """Hold everything for a day, from any card on which pressure may show."""
    return button("Pause", TakePause())
