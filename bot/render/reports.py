"""The form that tells moderators of something, and the answer to whoever sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.domain.reports import (
    LONGEST_REASON,
    LinkElsewhere,
    NotAMessageLink,
    NothingToReport,
    OwnPiece,
    UnseenMessage,
)
from bot.domain.reports import ReportState as State
from bot.render.card import card, text
from bot.render.forms import Field, form, paragraph
from bot.render.presses import Count, Press
from bot.render.text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.deliveries import Trouble
    from bot.domain.reports import Reported
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

REPORT = "Report to moderators"
REASON = "reason"


class ReportMessage(Press, tag="report-message"):
    """Tell of a message that was chosen by its menu; what it says waits in a draft."""

    draft_id: Count


class ReportLink(Press, tag="report-link"):
    """Tell of a message by its address."""

    channel_id: Count
    message_id: Count


def report_form(press: Press, answers: Answers) -> Form:
    """Ask what is not right."""
    return form(
        "Tell the moderators",
        press,
        ui.TextDisplay(
            "The moderators see your name, what was written and your words. Whoever wrote it is "
            "not told. In danger, call for help where you are first."
        ),
        paragraph(
            Field(REASON, "What is not right?", hint="One or two sentences are enough"),
            answers,
            longest=LONGEST_REASON,
        ),
    )


def reported(what: Reported, trouble: Trouble | None = None) -> Card:
    """Thank whoever told; ``trouble`` where the moderators' channel could not be reached."""
    if not what.is_new:
        return card(
            text(
                "You told the moderators of this before, and it is with them."
                if what.case.report.state is State.OPEN
                else "You told the moderators of this before, and they have looked at it. "
                "If there is more to it, write to one of them."
            )
        )
    reached = what.channel_id is not None and trouble is None
    return card(
        text(
            "### Thank you for telling",
            "The moderators have it now."
            if reached
            else "It stands on the moderators' list, `/moderate reports`. In a hurry, write to one "
            "of them as well.",
            "Nobody else is told, and not whoever wrote it. `/settings block` keeps somebody apart "
            "from you meanwhile.",
        )
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    LinkElsewhere: lambda _: "That message belongs to another server. Report it there.",
    NotAMessageLink: lambda refusal: (
        f"{typed(refusal.text)} is no address of a message. In the message's menu, "
        '"Copy Message Link" gives one; "Report to moderators" under Apps is quicker still.'
    ),
    NothingToReport: lambda _: (
        "There are no words of a member to report: it is gone, or a bot wrote it. "
        "If something is wrong, write to a moderator."
    ),
    OwnPiece: lambda _: (
        "You wrote that yourself. To take it back, use its own buttons, or ask a moderator."
    ),
    UnseenMessage: lambda _: (
        "I cannot see that message: it is gone, or I may not read there. "
        'If you can see it, use "Report to moderators" in its menu, under Apps.'
    ),
}
