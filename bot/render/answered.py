"""An answer as its readers see it, the author's reply, and the word that something waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.adjustments import Source
from bot.domain.feedback import LONGEST_ANSWER, UnknownFeedback
from bot.domain.giving import AlreadyReplied, NotForYou
from bot.domain.ids import NOBODY
from bot.domain.pieces import PieceKind
from bot.domain.requests import RequestKind
from bot.render import versions
from bot.render.adjustments import adopt_button
from bot.render.card import button, buttons, card, text
from bot.render.forms import Field, form, paragraph
from bot.render.giving import card_url
from bot.render.levels import LEVELS
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.ratings import RateFeedback
from bot.render.requests import AskAgain, say_author, say_request
from bot.render.text import inert, mention, quote, say_person
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from discord import ui

    from bot.domain.feedback import Feedback
    from bot.domain.giving import Answered, Landing
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.requests import Request
    from bot.domain.versions import Comparison
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

# Discord takes 4 000 characters a card.
MOST_TEXT = 3_950
_QUOTES = "'''"
_WORDS_GONE = "\n-# They deleted their data, and the words went with them."


class OpenFeedback(Press, tag="answer"):
    """Open an answer that I asked for or gave."""

    feedback_id: Count


class ReplyToFeedback(Press, tag="reply"):
    """Reply to an answer, in a form."""

    feedback_id: Count


def answered(what: Answered, *, link: bool = False) -> Card:
    """Show an answer to whoever asked; ``link`` leads to a card that stands elsewhere.

    It is whole however long its texts are: where they grow too much as quotations they are shown
    as blocks, and levels without their descriptions.
    """
    return card(*_content(what, link=link), buttons(*_for_author(what)))


def opened(what: Answered, reader: UserId) -> Card:
    """Show an answer to whoever asked, or to whoever gave it."""
    return answered(what) if what.feedback.asked_by == reader else for_helper(what)


def for_helper(what: Answered) -> Card:
    """Show a helper what they gave."""
    report = report_button(PieceKind.FEEDBACK, what.feedback.id)
    return card(*_content(what), buttons(report))


def hidden() -> Card:
    """Stand where a moderator hid an answer."""
    return card(text("-# A moderator hid this answer."))


def waits(request: Request | None, community_id: CommunityId) -> Card:
    """Tell whoever asked, in a direct message, that an answer waits."""
    about = f" to “{say_request(request)}”" if request else ""
    return _word(f"An answer{about} waits for you: `/feedback mine` shows it", community_id)


def reply_waits(request: Request | None, community_id: CommunityId) -> Card:
    """Tell a helper, in a direct message, that a reply waits."""
    about = f" on “{say_request(request)}”" if request else ""
    said = f"A reply to your answer{about} waits for you: `/feedback mine` shows it"
    return _word(said, community_id)


def _word(said: str, community_id: CommunityId) -> Card:
    server = f"https://discord.com/channels/{community_id}"
    return card(
        text(
            f"{said} in [this server]({server}).",
            "-# You asked for such messages; `/settings nudges off` there ends them.",
        )
    )


def reply_form(press: ReplyToFeedback, what: Answered, answers: Answers) -> Form:
    """Ask for the author's reply, filled with an earlier one that nobody has read."""
    kept = {"reply": what.feedback.reply}
    hint = (
        "Your helper reads it, without your name." if _is_unnamed(what) else "Your helper reads it."
    )
    field = Field("reply", "Your reply", hint)
    return form("Reply", press, paragraph(field, answers or kept, longest=LONGEST_ANSWER))


def reply(what: Answered) -> Card:
    """Show a reply to its helper; an anonymous author stays so."""
    given, request = what.feedback, what.request
    author = say_author(request) if request else say_person(given.asked_by)
    about = f" about {say_request(request)}" if request else ""
    return card(
        text(f"{author} replies to {say_person(given.given_by)}{about}:"),
        text(quote(given.reply)),
        buttons(report_button(PieceKind.REPLY, given.id)),
    )


def reply_kept(what: Answered, landing: Landing | None = None) -> Card:
    """Tell the author what came of their reply; without a landing it is still on its way."""
    return card(
        text("### Your reply is kept"),
        text(quote(what.feedback.reply)),
        text(_say_landing(what, landing) if landing else "It is on its way."),
    )


def _say_landing(what: Answered, landing: Landing) -> str:
    helper = say_person(what.feedback.given_by)
    if landing.place:
        return f"It stands in <#{landing.place.channel_id}>, and {helper} is told."
    unnamed = ", without your name" if _is_unnamed(what) else ""
    told = ", and a direct message tells of it" if landing.direct else ""
    finds = f"{helper} finds it in `/today` and `/feedback mine`{unnamed}{told}."
    anew = "Until it is read you can write it anew."
    if landing.trouble is None:
        return f"{finds} {anew}"
    return f"It could not be posted: {say_trouble(landing.trouble)}. Nothing is lost. {finds}"


def _is_unnamed(what: Answered) -> bool:
    return what.request is not None and what.request.anonymous


def _content(what: Answered, *, link: bool = False) -> Iterator[Block]:
    """Give the parts in the fullest manner that fits into one card."""
    title = _title(what, link=link)
    compared = what.comparison
    lead = versions.lead(compared) if compared else ""
    full, plain = (_levels(what, compared, describe=describe) for describe in (True, False))
    ways = (
        (title, lead, *_words(what.feedback, quote), full),
        (title, lead, *_words(what.feedback, _block), full),
        (title, lead, *_words(what.feedback, _block), plain),
        (title, *_words(what.feedback, _block), _levels(what, None, describe=False)),
    )
    fitting = (parts for parts in ways if sum(map(len, parts)) <= MOST_TEXT)
    return (text(part) for part in next(fitting, ways[-1]) if part)


def _title(what: Answered, *, link: bool) -> str:
    given, request = what.feedback, what.request
    about = say_request(request) if request else ""
    if given.is_self:
        return f"### Your own look: {about}"
    gone = _WORDS_GONE if given.given_by == NOBODY else ""
    if request is None:
        return f"### An answer by {say_person(given.given_by)}{gone}"
    about = f"[{about}]({card_url(request)})" if link else about
    receiver = "" if request.anonymous else f" for {mention(request.user_id)}"
    return f"### An answer to {about}\nBy {say_person(given.given_by)}{receiver}{gone}"


def _levels(what: Answered, compared: Comparison | None, *, describe: bool) -> str:
    """Say each level, beside that of the version before where there is one."""
    levels, criteria = what.feedback.levels or {}, what.rubric.criteria if what.rubric else ()
    before = versions.before(compared) if compared else {}
    lines = [
        f"- {inert(name)}: {f'{before[name]} → ' if name in before else ''}"
        f"**{level} of {LEVELS}**" + (f" · {inert(descriptions[level - 1])}" if describe else "")
        for position, (name, descriptions) in enumerate(criteria)
        if (level := levels.get(position))
    ]
    heading = versions.beside(compared) if compared else ""
    return "\n".join((heading, *lines) if heading else lines)


def _words(given: Feedback, show: Callable[[str], str]) -> Iterator[str]:
    labelled = (
        ("What works", given.works),
        ("The one change", given.change),
        ("A question back", given.question),
    )
    return (f"**{label}**\n{show(words)}" for label, words in labelled if words)


def _block(typed: str) -> str:
    """Show a text as it is, whatever markdown is in it; it grows by its frame alone."""
    return f"```\n{typed.replace('```', _QUOTES)}\n```"


def _for_author(what: Answered) -> Iterator[ui.Button[Any]]:
    given, request = what.feedback, what.request
    is_theirs = not given.is_self and given.given_by != NOBODY
    if not given.is_self:
        yield button("Rate it", RateFeedback(feedback_id=given.id))
    if is_theirs:
        yield button("Reply", ReplyToFeedback(feedback_id=given.id))
    if given.change:
        yield adopt_button(Source.FEEDBACK, given.id)
    if request and request.kind is not RequestKind.STUCK:
        yield button("Ask again", AskAgain(request_id=request.id))
    if is_theirs:
        yield report_button(PieceKind.FEEDBACK, given.id)


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownFeedback: lambda _: (
        "That answer is not there any more. `/feedback mine` shows those that are."
    ),
    NotForYou: lambda _: (
        "That is for whoever asked. Your own answers, asked for and given, are in `/feedback mine`."
    ),
    AlreadyReplied: lambda _: (
        "Your reply has reached your helper, so it stays as it is. For more, ask again, or write "
        "in the thread where there is one."
    ),
}
