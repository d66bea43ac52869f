"""What every table and column of a community's export means, and in which unit it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Meaning(NamedTuple):
    """What stands in a column; ``unit`` is '' where it has none."""

    text: str
    unit: str = ""


_ID = "Discord id"
_DAY = "ISO date"
_INSTANT = "ISO 8601, UTC"
_MEMBER = Meaning("The member", _ID)
_TITLE = Meaning("The title")
_LINK = Meaning("A link, or empty")
_SKILL = Meaning("The community's word for the skill, or empty")
_CHALLENGE = Meaning("The challenge")
_SESSION = Meaning("The series of meetings")
_PRACTICE = Meaning("The practice")
_VALID_FROM = Meaning("From this day on it holds", _DAY)

TABLES: Mapping[str, str] = {
    "community": "The community's settings; one row.",
    "setting_changes": "Who changed which setting, and when.",
    "norms": "How people want to treat each other here; the newest holds.",
    "members": "Open members who agreed to be counted. All tables about members hold these alone.",
    "practices": "What they practise.",
    "practice_minimums": "The minimum of each practice; the newest that has begun holds.",
    "practice_schedules": "The schedule of each practice; the newest that has begun holds.",
    "practice_archives": "When practices were put aside, and taken up again.",
    "logs": "What they logged. Words come along only where the log's card is public.",
    "reflections": "Weekly reflections that they shared.",
    "requests": "Requests for feedback that stand in public with their author's name.",
    "answers": "Public answers to these requests.",
    "ideas": "Ideas that they shared.",
    "examples": "Examples of excellence that they show.",
    "kudos": "Thanks between two of them.",
    "challenges": "All challenges.",
    "challenge_terms": "What was to be reached, in versions.",
    "challenge_participations": "Who of them joined which challenge.",
    "sessions": "Series of meetings.",
    "meetings": "Their meetings, with what was agreed.",
    "private_weeks": (
        "Private members who agreed to be counted, in sums, in whole fives: weeks that run, and "
        "weeks in which fewer than five of them practised, are left out."
    ),
}

COLUMNS: Mapping[str, Mapping[str, Meaning]] = {
    "community": {
        "community_id": Meaning("The server", _ID),
        "zone": Meaning("Its time zone", "IANA name"),
        "weekly_weekday": Meaning("Day of the weekly posts", "0 is Monday"),
        "weekly_minute": Meaning("Their time of day, in its zone", "minutes after midnight"),
        "weekly_channel_id": Meaning("Channel for weekly posts", _ID),
        "log_channel_id": Meaning("Channel for cards of logs", _ID),
        "feedback_channel_id": Meaning("Channel for feedback", _ID),
        "challenge_channel_id": Meaning("Channel for challenges and meetings", _ID),
        "moderator_channel_id": Meaning("Channel for moderators", _ID),
        "moderator_role_id": Meaning("Role of moderators", _ID),
        "backfill_days": Meaning("How far back a log may be made", "days"),
        "resources": Meaning("Where members find help, or empty"),
        "offered_visibility": Meaning("Which visibility /start offers first"),
        "weekly_parts": Meaning("What the weekly posts contain"),
        "set_up_at": Meaning("When the set-up was finished", _INSTANT),
        "created_at": Meaning("When the bot came", _INSTANT),
    },
    "setting_changes": {
        "setting": Meaning("The setting"),
        "before": Meaning("Its value before"),
        "after": Meaning("Its value after"),
        "changed_by": Meaning("The moderator; 0 is somebody who deleted their data", _ID),
        "changed_at": Meaning("When", _INSTANT),
    },
    "norms": {
        "norms_id": Meaning("The version"),
        "text": Meaning("The words; empty: none hold"),
        "set_by": Meaning("The moderator; 0 is somebody who deleted their data", _ID),
        "set_at": Meaning("When", _INSTANT),
    },
    "members": {"user_id": _MEMBER, "joined_at": Meaning("First use of the bot", _INSTANT)},
    "practices": {
        "practice_id": _PRACTICE,
        "user_id": _MEMBER,
        "name": Meaning("Its name"),
        "skill": _SKILL,
        "started_on": Meaning("Its first day", _DAY),
    },
    "practice_minimums": {
        "practice_id": _PRACTICE,
        "valid_from": _VALID_FROM,
        "minimum": Meaning("What a block asks for", "the row's unit"),
        "unit": Meaning("The unit"),
    },
    "practice_schedules": {
        "practice_id": _PRACTICE,
        "valid_from": _VALID_FROM,
        "schedule": Meaning("days:024 are weekdays (0 is Monday); times:3 is three a week"),
    },
    "practice_archives": {
        "practice_id": _PRACTICE,
        "archived_on": Meaning("Put aside on", _DAY),
        "restored_on": Meaning("Taken up again on, or empty", _DAY),
    },
    "logs": {
        "log_id": Meaning("The log"),
        "user_id": _MEMBER,
        "practice_id": _PRACTICE,
        "day": Meaning("The member's own local day", _DAY),
        "amount": Meaning("How much", "the row's unit"),
        "unit": Meaning("The practice's unit on that day"),
        "note": Meaning("The note, where public"),
        "place": Meaning("Where it was done, where public"),
        "focus": Meaning("The one spot worked on, where public"),
    },
    "reflections": {
        "user_id": _MEMBER,
        "week": Meaning("The member's own week", "ISO week"),
        "question": Meaning("The week's question"),
        "answer": Meaning("The answer to it"),
        "behaviour": Meaning("What they improved"),
        "conditions": Meaning("What made it possible"),
        "adjustment": Meaning("The one small change tried next"),
        "goal": Meaning("What better looks like next week"),
    },
    "requests": {
        "request_id": Meaning("The request"),
        "user_id": _MEMBER,
        "kind": Meaning("work, or stuck"),
        "state": Meaning("open, answered or lapsed"),
        "skill": _SKILL,
        "title": _TITLE,
        "link": _LINK,
        "work": Meaning("The text itself"),
        "question": Meaning("What was asked"),
        "asked_at": Meaning("When", _INSTANT),
        "closed_at": Meaning("When it was closed, or empty", _INSTANT),
    },
    "answers": {
        "feedback_id": Meaning("The answer"),
        "request_id": Meaning("The request"),
        "given_by": Meaning("The member who answered", _ID),
        "works": Meaning("What works already"),
        "change": Meaning("The one change with the greatest effect"),
        "question": Meaning("A question back, or empty"),
        "given_at": Meaning("When", _INSTANT),
    },
    "ideas": {
        "idea_id": Meaning("The idea"),
        "user_id": _MEMBER,
        "kind": Meaning("insight, shortcut, mistake, strategy, concept or opportunity"),
        "skill": _SKILL,
        "title": _TITLE,
        "text": Meaning("The idea itself"),
        "leaves_out": Meaning("What a short cut leaves out, or empty"),
        "source": Meaning("Where it comes from, or empty"),
        "shared_at": Meaning("When", _INSTANT),
    },
    "examples": {
        "example_id": Meaning("The example"),
        "user_id": _MEMBER,
        "skill": _SKILL,
        "title": _TITLE,
        "link": _LINK,
        "work": Meaning("The work itself"),
        "look_at": Meaning("What to look at"),
        "first_version": Meaning("How it looked at first, or empty"),
        "added_at": Meaning("When", _INSTANT),
    },
    "kudos": {
        "user_id": Meaning("The member who thanks", _ID),
        "thanked_user_id": Meaning("The member who is thanked", _ID),
        "for_what": Meaning("What for"),
        "given_at": Meaning("When", _INSTANT),
    },
    "challenges": {
        "challenge_id": _CHALLENGE,
        "template": Meaning("What it was made from, or empty"),
        "title": _TITLE,
        "story": Meaning("What it is for"),
        "measure": Meaning("What is counted"),
        "unit": Meaning("The unit of the measure amount"),
        "mode": Meaning("alone, teams or together"),
        "ranking": Meaning("improvement or target"),
        "teams": Meaning("How many teams; 0 without"),
        "draw": Meaning("drawn or chosen; empty without teams"),
        "first_day": Meaning("The first day, each member's own", _DAY),
        "last_day": Meaning("The last day, each member's own", _DAY),
        "join_until": Meaning("The last day for joining", _DAY),
        "grace_days": Meaning("How long its days may still be logged for", "days"),
        "state": Meaning("open, ended, or cancelled before its first day"),
        "created_at": Meaning("When it was made", _INSTANT),
        "ended_at": Meaning("When it was over, or empty", _INSTANT),
    },
    "challenge_terms": {
        "challenge_id": _CHALLENGE,
        "version": Meaning("The version, from 1"),
        "target": Meaning("What is to be reached", "the measure's: unit, percent, or a number"),
        "breaks": Meaning("Days off, or missed blocks, left out of each week", "days"),
        "valid_from": _VALID_FROM,
        "set_at": Meaning("When it was set", _INSTANT),
    },
    "challenge_participations": {
        "challenge_id": _CHALLENGE,
        "user_id": _MEMBER,
        "joined_on": Meaning("Their own day of joining", _DAY),
        "terms": Meaning("The newest version that they agreed to"),
        "team": Meaning("Their team, or empty"),
        "left_at": Meaning("When they left, or empty", _INSTANT),
    },
    "sessions": {
        "session_id": _SESSION,
        "kind": Meaning("practice or feedback"),
        "title": _TITLE,
        "place": Meaning("Where it meets, unless in a voice channel"),
        "minutes": Meaning("How long a meeting is", "minutes"),
        "every_weeks": Meaning("How often it comes back; 0: once", "weeks"),
        "ended_at": Meaning("When the series ended, or empty", _INSTANT),
    },
    "meetings": {
        "session_id": _SESSION,
        "number": Meaning("Which of the series, from 1"),
        "starts_at": Meaning("When it begins", _INSTANT),
        "cancelled_at": Meaning("When it was called off, or empty", _INSTANT),
        "presenter_user_id": Meaning("Who presents, if they are among the members here", _ID),
        "open_attended": Meaning("How many of the members here came", "people"),
        "private_attended": Meaning(
            "How many private members who agreed to be counted came, in whole fives", "people"
        ),
        "agreed": Meaning("What was agreed"),
        "summarised_at": Meaning("When that was written, or empty", _INSTANT),
    },
    "private_weeks": {
        "week": Meaning("The members' own week", "ISO week"),
        "members": Meaning("How many practised, in whole fives", "people"),
        "logs": Meaning("How often they logged, in whole fives", "logs"),
    },
}
