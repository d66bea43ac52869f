"""This week's posts for moderators: what comes, what came of it, and the community's questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.domain.posts import Kind, Reason, State
from bot.domain.question_bank import SHIPPED
from bot.domain.questions import LONGEST_QUESTION, named
from bot.render.card import button, buttons, card, choice, primary, rule, text
from bot.render.failures import say_failure
from bot.render.forms import Answers, Field, Form, form, paragraph
from bot.render.presses import Press, WeekNumber, Year
from bot.render.questions import say_question
from bot.render.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.domain.posts import Post
    from bot.domain.questions import OwnQuestion
    from bot.domain.weekly import WeekPlan
    from bot.render.card import Block, Card

NAMES = {Kind.STREAKS: "Streak post", Kind.REFLECTION: "Reflection prompt"}
NOTHING_POSTED = "Nothing is posted: both posts are left out. `/community settings` has them."
MOST_OFFERED = 25
LONGEST_LABEL = 100


class PreviewWeek(Press, tag="week-preview"):
    """Show what would be posted."""


class SkipWeek(Press, tag="week-skip"):
    """Skip this week's posts."""

    year: Year
    week: WeekNumber


class UnskipWeek(Press, tag="week-unskip"):
    """Let skipped posts come after all."""

    year: Year
    week: WeekNumber


class SendWeekNow(Press, tag="week-send"):
    """Post what has not been posted this week."""

    year: Year
    week: WeekNumber


class AddQuestion(Press, tag="question-add"):
    """Add a question of the community's own, in a form."""


class RetireQuestion(Press, tag="question-retire"):
    """Take one of the community's own questions out."""


def plan(shown: WeekPlan) -> Card:
    """Show this week's posts with what can be done about them."""
    which = {"year": shown.week.year, "week": shown.week.number}
    return card(
        text(f"### The posts of week {shown.week.number}", *_states(shown)),
        buttons(
            button("Preview", PreviewWeek()),
            button("Skip this week", SkipWeek(**which)) if shown.can_skip else None,
            button("Post after all", UnskipWeek(**which)) if shown.is_skipped else None,
            primary("Send now", SendWeekNow(**which)) if shown.can_send else None,
        ),
        rule(),
        text(say_question(named(shown.question, SHIPPED))),
        _waiting(shown.own),
        buttons(button("Add a question", AddQuestion())),
        _retire(shown.own),
    )


def nothing_posted() -> Card:
    """Say that there is nothing to look at."""
    return card(text(NOTHING_POSTED))


def question_form(answers: Answers) -> Form:
    """Ask for one question."""
    hint = "Asked once, before the questions that I bring"
    return form(
        "A question of your own",
        AddQuestion(),
        paragraph(
            Field("question", "What should everybody be asked?", hint),
            answers,
            longest=LONGEST_QUESTION,
            example="What did you learn from somebody here this week?",
        ),
    )


def _states(shown: WeekPlan) -> Iterator[str]:
    if not shown.posts:
        yield _say_to_come(shown)
    for kind in Kind:
        if post := shown.posts.get(kind):
            yield _say_state(post)
    if shown.due_at and shown.posts and not shown.is_skipped:
        yield "-# Nothing more comes this week."


def _say_to_come(shown: WeekPlan) -> str:
    kinds = shown.community.weekly_kinds
    if not kinds:
        return NOTHING_POSTED
    if shown.due_at:
        names = [NAMES[kind].lower() for kind in kinds]
        which = "Both come" if len(names) > 1 else f"The {names[0]} comes"
        return f"{which} {_say(shown.due_at)}."
    following = shown.community.next_weekly_at
    when = f" The next ones come {_say(following)}." if following else ""
    return f"Nothing was posted this week.{when}"


def _say_state(post: Post) -> str:
    if post.state is State.FAILED:
        return say_failure(post)
    return f"{NAMES[post.kind]}: {_say_outcome(post)}"


def _say_outcome(post: Post) -> str:
    if post.state is State.SENT:
        late = ", late" if post.late else ""
        return f"posted {_say(post.settled_at or post.due_at)}{late}."
    if post.state is State.CLAIMED:
        if post.attempts:
            return f"Discord did not answer. I try again {_say(post.retry_at)}."
        return "on its way. It usually takes less than a minute."
    if post.reason is Reason.BY_MODERATOR:
        return "skipped by a moderator."
    return "skipped, since I was away for more than a day."


def _say(moment: datetime) -> str:
    """Show an instant by the reader's own clock."""
    return discord.utils.format_dt(moment, "f")


def _waiting(own: Sequence[OwnQuestion]) -> Block | None:
    waiting = sum(not question.is_asked for question in own)
    return (
        text(f"-# Questions of your own that wait for their week: {waiting}") if waiting else None
    )


def _retire(own: Sequence[OwnQuestion]) -> Block | None:
    waiting = [question for question in own if not question.is_asked][:MOST_OFFERED]
    if not waiting:
        return None
    options = [
        discord.SelectOption(label=shorten(question.text, LONGEST_LABEL), value=str(question.id))
        for question in waiting
    ]
    return choice(RetireQuestion(), options, placeholder="Take one of your questions out")
