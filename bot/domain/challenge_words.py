"""Challenges as moderators type them, checked and put into days, targets and terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.challenge_dates import Dates, read_dates
from bot.domain.challenge_targets import read_target
from bot.domain.challenge_templates import TEMPLATES
from bot.domain.challenges import (
    IMPROVABLE,
    LONGEST_STORY,
    LONGEST_TITLE,
    Challenge,
    Draw,
    Measure,
    Mode,
    Ranking,
    Terms,
)
from bot.domain.errors import Refusal
from bot.domain.names import clean_name, clean_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import ChallengeId, CommunityId, UserId

MOST_GRACE = 14
MOST_BREAKS = 6
FEWEST_TEAMS = 2
MOST_TEAMS = 8
DEFAULT_GRACE = 1


class NothingCounted(Refusal):
    """Neither a template nor what is to be counted was named."""


@dataclass(eq=False)
class UnknownTemplate(Refusal):
    """No template has this name."""

    text: str


class NoLetters(Refusal):
    """A title without any letter or digit."""


@dataclass(eq=False)
class NotImprovable(Refusal):
    """A ranking by improvement of what has no baseline of one's own, of teams, or of one goal."""

    measure: Measure
    mode: Mode


class TeamsUnwanted(Refusal):
    """Teams were asked for in a challenge without teams."""


@dataclass(eq=False)
class BadCount(Refusal):
    """`field` is no whole number from `least` to `most`."""

    field: str
    text: str
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeWords:
    """A challenge as it was typed and chosen; what is left open follows from the rest."""

    template: str = ""
    title: str = ""
    story: str = ""
    target: str = ""
    unit: str = ""
    starts: str = ""
    ends: str = ""
    join_until: str = ""
    measure: Measure | None = None
    mode: Mode | None = None
    ranking: Ranking | None = None
    draw: Draw | None = None
    grace: int | None = None
    breaks: int | None = None
    teams: int | None = None
    ping_role_id: int | None = None

    @property
    def dates(self) -> Dates:
        """The days that were typed."""
        return Dates(self.starts, self.ends, self.join_until)


@dataclass(frozen=True, slots=True)
class Occasion:
    """By whom and when a challenge is made; ``today`` is the community's."""

    id: ChallengeId
    community_id: CommunityId
    by: UserId
    today: date
    now: datetime


def read_challenge(words: ChallengeWords, occasion: Occasion) -> Challenge:
    """Make a challenge of what was typed.

    Raises the refusals of this module, of `read_dates` and `read_target`, and those of `clean_name`
    for title, story and unit.
    """
    plan = with_template(words)
    if plan.measure is None:
        raise NothingCounted
    days = read_dates(plan.dates, occasion.today)
    mode = plan.mode or Mode.ALONE
    challenge = Challenge(
        id=occasion.id,
        community_id=occasion.community_id,
        created_by=occasion.by,
        title=read_title(plan.title),
        story=read_story(plan.story),
        measure=plan.measure,
        mode=mode,
        ranking=_read_ranking(plan, plan.measure, mode),
        first_day=days.first,
        last_day=days.last,
        join_until=days.join_until,
        terms=(),
        created_at=occasion.now,
        template=plan.template,
        teams=_read_teams(plan),
        draw=(plan.draw or Draw.DRAWN) if mode is Mode.TEAMS else None,
        grace_days=_within("grace", plan.grace, DEFAULT_GRACE, MOST_GRACE),
        ping_role_id=plan.ping_role_id,
    )
    target, unit = read_target(plan.target, plan.unit, challenge)
    breaks = _within("breaks", plan.breaks, 0, MOST_BREAKS)
    return replace(challenge, unit=unit, terms=(Terms(1, target, breaks, days.first),))


def check_options(words: ChallengeWords, today: date) -> None:
    """Refuse early what was chosen beside the words that a form asks for.

    Raises what `read_dates` raises, NotImprovable, TeamsUnwanted and BadCount.
    """
    if words.starts:
        read_dates(words.dates, today)
    if words.measure:
        _read_ranking(words, words.measure, words.mode or Mode.ALONE)
    if words.mode:
        _read_teams(words)
    _within("grace", words.grace, DEFAULT_GRACE, MOST_GRACE)
    _within("breaks", words.breaks, 0, MOST_BREAKS)


def with_template(words: ChallengeWords) -> ChallengeWords:
    """Fill in what the template says where nothing else was said.

    Raises:
        UnknownTemplate: where there is none of this name.
    """
    if not words.template:
        return words if words.mode else replace(words, mode=_meant_mode(words))
    template = TEMPLATES.get(words.template)
    if template is None:
        raise UnknownTemplate(words.template)
    is_other = words.measure not in {None, template.measure}
    mode = words.mode or _meant_mode(words) or template.mode
    ranks = mode is Mode.ALONE and not is_other
    return replace(
        words,
        measure=words.measure or template.measure,
        mode=mode,
        target=words.target or ("" if is_other else str(template.target)),
        breaks=template.breaks if words.breaks is None else words.breaks,
        ranking=words.ranking or (template.ranking if ranks else None),
    )


def read_title(text: str) -> str:
    """Give a title on one line.

    Raises:
        NoLetters: for one of emoji and signs alone.
        EmptyName, NameTooLong, HiddenCharacters: for what cannot be kept.
    """
    if text.strip() and not any(char.isalnum() for char in text):
        raise NoLetters
    return clean_name(text, "title", LONGEST_TITLE)


def read_story(text: str) -> str:
    """Give what a challenge is for, or nothing where nothing was typed.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for what cannot be kept.
    """
    return clean_text(text, "story", LONGEST_STORY) if text.strip() else ""


def read_breaks(text: str) -> int:
    """Read how many breaks a week has, 0 to 6.

    Raises:
        BadCount: for anything else.
    """
    plain = text.strip()
    if len(plain) != 1 or plain not in "0123456":
        raise BadCount("breaks", text, 0, MOST_BREAKS)
    return int(plain)


def _read_ranking(words: ChallengeWords, measure: Measure, mode: Mode) -> Ranking:
    is_improvable = measure in IMPROVABLE and mode is Mode.ALONE
    if words.ranking is Ranking.IMPROVEMENT and not is_improvable:
        raise NotImprovable(measure, mode)
    return words.ranking or (Ranking.IMPROVEMENT if is_improvable else Ranking.TARGET)


def _read_teams(words: ChallengeWords) -> int:
    if words.mode is Mode.TEAMS:
        return _within("teams", words.teams, FEWEST_TEAMS, MOST_TEAMS, FEWEST_TEAMS)
    if words.teams is not None or words.draw is not None:
        raise TeamsUnwanted
    return 0


def _meant_mode(words: ChallengeWords) -> Mode | None:
    """Tell whether teams are meant where only their number or their draw was said."""
    return Mode.TEAMS if words.teams is not None or words.draw is not None else None


def _within(field: str, number: int | None, usual: int, most: int, least: int = 0) -> int:
    if number is None:
        return usual
    if not least <= number <= most:
        raise BadCount(field, str(number), least, most)
    return number
