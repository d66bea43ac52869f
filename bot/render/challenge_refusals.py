"""What is the matter with a challenge, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.amounts import UNIT
from bot.domain.challenge_dates import (
    EndsBeforeStart,
    JoinOutside,
    LastsTooLong,
    StartsOutside,
    UnknownChallengeDay,
)
from bot.domain.challenge_edits import EndsAnyway, NothingChanged
from bot.domain.challenge_targets import BadTarget, NoUnit, TargetOutOfReach
from bot.domain.challenge_words import (
    BadCount,
    NoLetters,
    NothingCounted,
    NotImprovable,
    TeamsUnwanted,
    UnknownTemplate,
)
from bot.domain.challenges import (
    ChallengeGone,
    ChallengeOver,
    DuplicateTitle,
    EverybodyPinged,
    Measure,
    Mode,
    NoChallengeChannel,
    TooManyOpen,
    UnknownChallenge,
)
from bot.domain.rotations import NoThemes
from bot.render.challenge_rules import MEASURES
from bot.render.text import count, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DAYS = 'Try "monday", "next monday", "in 3 days" or a date such as 2026-11-30.'
_FIELDS = {
    "breaks": "breaks in each week",
    "grace": "days for logging after the end",
    "teams": "teams",
}


def _say_out_of_reach(refusal: TargetOutOfReach) -> str:
    text = typed(refusal.text)
    if refusal.measure is Measure.AMOUNT:
        return f"{text} is more than I can add up. Up to {refusal.most // UNIT} is fine."
    if refusal.measure is Measure.BLOCKS:
        return f"{text} is more than all of one's plan. Name a number from 1 to {refusal.most}."
    return (
        f"{text} cannot be reached in these days: {refusal.most} is the most. "
        "Choose a smaller target, or more days."
    )


def _say_bad_target(refusal: BadTarget) -> str:
    text = typed(refusal.text)
    if refusal.measure is Measure.AMOUNT:
        return f'I could not read {text} as a target. An amount with its unit, as in "120 km", is.'
    return (
        f"I could not read {text} as a target of {MEASURES[refusal.measure]}. "
        "A whole number from 1 on is fine."
    )


def _say_not_improvable(refusal: NotImprovable) -> str:
    if refusal.mode is Mode.TOGETHER:
        return "Where all go towards one goal nobody is ranked. Leave `ranking` out."
    if refusal.mode is Mode.TEAMS:
        return (
            "A team's number is the mean of its people's shares of their targets. "
            "Leave `ranking` out."
        )
    return (
        f"For {MEASURES[refusal.measure]} there are no four weeks before to compare with. "
        "Leave `ranking` out: then one's own target decides."
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownChallenge: lambda refusal: (
        f"There is no challenge called {typed(refusal.text)} here. "
        "Choose one from the list, or look with `/challenge list`."
    ),
    ChallengeGone: lambda _: (
        "That challenge is not there any more. `/challenge list` shows the others."
    ),
    ChallengeOver: lambda refusal: (
        f"{typed(refusal.title)} is over, so nothing of it changes any more. "
        "`/challenge create` makes a new one."
    ),
    DuplicateTitle: lambda refusal: (
        f"Another open challenge is called {typed(refusal.title)} already. "
        "Give this one a name of its own."
    ),
    TooManyOpen: lambda refusal: (
        f"{count(refusal.most, 'challenge')} are open already, and nobody can follow more. "
        "Wait until one is over, or end one with `/challenge end`."
    ),
    NoChallengeChannel: lambda _: (
        "A challenge needs a channel to stand in. Choose one with `/community settings`: the one "
        "for challenges, or the one for weekly posts."
    ),
    EverybodyPinged: lambda _: (
        "That role cannot be pinged by a challenge: it is everybody's, or Discord does not let me "
        "mention it. Choose another one, or allow in the role's settings that anyone mentions it."
    ),
    NothingCounted: lambda _: (
        "I do not know yet what is to be counted. Choose it with the option `count`, or begin "
        "with a `template`."
    ),
    UnknownTemplate: lambda refusal: (
        f"There is no template called {typed(refusal.text)}. Choose one from the list."
    ),
    UnknownChallengeDay: lambda refusal: (
        f"I could not read {typed(refusal.text)} as a day. {_DAYS}"
    ),
    EndsBeforeStart: lambda refusal: (
        f"It would end on {refusal.last.isoformat()}, before its first day, "
        f"{refusal.first.isoformat()}. Name a later `ends`, or an earlier `starts`."
    ),
    LastsTooLong: lambda refusal: (
        f"That is {refusal.days} days. Up to {refusal.most} are fine; a week is easiest to keep."
    ),
    StartsOutside: lambda refusal: (
        f"It would start on {refusal.day.isoformat()}. Name a first day from today to "
        f"{refusal.latest.isoformat()}. {_DAYS}"
    ),
    JoinOutside: lambda refusal: (
        f"Joining until {refusal.day.isoformat()} does not fit. Name a day from today to "
        f"{refusal.last.isoformat()}, the last day of the challenge."
    ),
    NoLetters: lambda _: "A name needs a letter or a digit, so that it can be typed and found.",
    NotImprovable: _say_not_improvable,
    TeamsUnwanted: lambda _: (
        "`teams` and `draw` are for challenges in teams. Choose that with `with`, or leave them "
        "out."
    ),
    BadCount: lambda refusal: (
        f"I could not read {typed(refusal.text)} as {_FIELDS[refusal.field]}. "
        f"A whole number from {refusal.least} to {refusal.most} is fine."
    ),
    BadTarget: _say_bad_target,
    TargetOutOfReach: _say_out_of_reach,
    NoUnit: lambda refusal: (
        f"{typed(refusal.text)} of what? Type the unit as well, as practices have it: "
        '"120 km", "300 min", "40 pages".'
    ),
    NothingChanged: lambda _: (
        "Nothing would change: that is how it stands. Change the target, the breaks, the name or "
        "what it is for."
    ),
    EndsAnyway: lambda _: (
        "It ends by itself: its last day is there, and results come once that day is over for "
        "everybody who takes part. Nothing is left to be done."
    ),
    NoThemes: lambda _: "Choose at least one theme first, then begin.",
}
