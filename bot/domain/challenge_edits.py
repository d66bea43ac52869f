"""Changing a challenge that stands: what everybody keeps, and what they are asked about anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.challenge_targets import read_target
from bot.domain.challenge_words import read_breaks, read_story, read_title
from bot.domain.challenges import Challenge, State, Terms
from bot.domain.days import DAY
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date, datetime


class NothingChanged(Refusal):
    """What was typed is what holds already."""


class EndsAnyway(Refusal):
    """A challenge was to be ended whose days are over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditWords:
    """What was typed about a challenge; None leaves it as it is."""

    target: str | None = None
    breaks: str | int | None = None
    title: str | None = None
    story: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return self == EditWords()


@dataclass(frozen=True, slots=True)
class Edit:
    """A challenge after it was edited.

    ``terms`` are new ones that were announced; ``at_once``: nobody had joined, and what is to be
    reached was put right for whoever will.
    """

    challenge: Challenge
    terms: Terms | None = None
    at_once: bool = False
    is_harder: bool = False


def edit(challenge: Challenge, words: EditWords, today: date, *, has_joined: bool) -> Edit:
    """Change a challenge; ``today`` is the community's, ``has_joined``: somebody ever did.

    Easier terms hold from tomorrow for everybody; of harder ones each is asked anew. Before
    anybody has joined, terms are simply replaced.

    Raises:
        ChallengeOver: for one that has ended.
        NothingChanged: where all is as it was.
        BadCount, NoLetters and what `read_target` and `clean_name` raise: for words that cannot be
            read.
    """
    challenge.require_open()
    was = challenge.newest_terms
    terms = replace(
        was,
        target=_target(challenge, words.target),
        breaks=was.breaks if words.breaks is None else read_breaks(str(words.breaks)),
    )
    described = replace(
        challenge,
        title=challenge.title if words.title is None else read_title(words.title),
        story=challenge.story if words.story is None else read_story(words.story),
    )
    if terms == was:
        if described == challenge:
            raise NothingChanged
        return Edit(described)
    return _with_terms(described, terms, today, has_joined=has_joined)


def end(challenge: Challenge, today: date, now: datetime) -> Challenge:
    """End a challenge: before its first day it is called off, else today is its last day.

    With fewer days less is asked for.

    Raises:
        ChallengeOver: for one that has ended.
        EndsAnyway: where its last day has come and no grace is left.
    """
    challenge.require_open()
    if today < challenge.first_day:
        return replace(challenge, state=State.CANCELLED, ended_at=now)
    last_day = min(challenge.last_day, today)
    ended = replace(
        challenge,
        last_day=last_day,
        join_until=min(challenge.join_until, last_day),
        grace_days=0,
    )
    ended = replace(ended, terms=_fitting(challenge, ended.length))
    if ended == challenge:
        raise EndsAnyway
    return ended


def _target(challenge: Challenge, text: str | None) -> int:
    if text is None:
        return challenge.newest_terms.target
    return read_target(text, challenge.unit, challenge).number


def _fitting(challenge: Challenge, days: int) -> tuple[Terms, ...]:
    """Shrink targets for so many days as they shrink for whoever joins late."""
    if not challenge.asks_by_days:
        return challenge.terms
    return tuple(
        replace(terms, target=-(-terms.target * days // challenge.length))
        for terms in challenge.terms
    )


def _with_terms(challenge: Challenge, terms: Terms, today: date, *, has_joined: bool) -> Edit:
    was = challenge.newest_terms
    if not has_joined:
        return Edit(replace(challenge, terms=(*challenge.terms[:-1], terms)), at_once=True)
    is_harder = terms.is_harder_than(was)
    # Easier ones wait until the day is over everywhere, so that no day has two targets.
    valid_from = today if is_harder else today + DAY
    new = replace(terms, version=was.version + 1, valid_from=valid_from)
    return Edit(replace(challenge, terms=(*challenge.terms, new)), new, is_harder=is_harder)
