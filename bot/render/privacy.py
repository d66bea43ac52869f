"""What is stored about a member, in words and as a file; and the one button that deletes it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.domain.privacy import NotYourData
from bot.domain.settings import Visibility
from bot.render.card import WARNING, button, buttons, card, text
from bot.render.presses import Count, Press
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.ids import UserId
    from bot.domain.privacy import Erased, Export, Holdings, Stored
    from bot.render.card import Card

FILE_NAME = "whetstone.zip"

# Every kind that is stored, one and many of it; a test holds this to what storage hands over.
KINDS: Mapping[str, tuple[str, str]] = {
    "member": ("your settings here", "your settings here"),
    "clock_settings": (
        "choice of time zone and day start",
        "choices of time zone and day start",
    ),
    "practices": ("practice", "practices"),
    "practice_standards": ("minimum", "minimums"),
    "practice_schedules": ("schedule", "schedules"),
    "practice_archives": ("time a practice was put aside", "times a practice was put aside"),
    "starting_conditions": ("starting point", "starting points"),
    "goals": ("goal", "goals"),
    "logs": ("log", "logs"),
    "log_cards": ("public card", "public cards"),
    "hidden_cards": ("card hidden as a moderator", "cards hidden as a moderator"),
    "cheers": ("cheer for somebody", "cheers for others"),
    "reflections": ("reflection", "reflections"),
    "adjustments": ("adjustment", "adjustments"),
    "drafts": ("unsent form, kept for a day", "unsent forms, kept for a day"),
    "trusted_sources": ("trusted source of feedback", "trusted sources of feedback"),
    "trusted_by": (
        "practice for which somebody trusts your feedback",
        "practices for which somebody trusts your feedback",
    ),
    "requests": ("request for feedback", "requests for feedback"),
    "requests_for_me": (
        "request that asked you or that you hold",
        "requests that asked you or that you hold",
    ),
    "request_files": ("file that waits with a request", "files that wait with a request"),
    "chosen_levels": (
        "level chosen for feedback not yet given",
        "levels chosen for feedback not yet given",
    ),
    "feedback_taken": ("feedback for you", "pieces of feedback for you"),
    "feedback_given": ("feedback from you", "pieces of feedback from you"),
    "feedback_levels": ("level in such feedback", "levels in such feedback"),
    "nudges": ("request offered to you directly", "requests offered to you directly"),
    "kudos_given": ("thanks to somebody", "thanks to others"),
    "kudos_received": ("thanks from somebody", "thanks from others"),
    "examples": ("example of yours", "examples of yours"),
    "examples_proposed": (
        "example of somebody that you proposed",
        "examples of others that you proposed",
    ),
    "ideas": ("idea", "ideas"),
    "idea_marks": ('idea marked "now I can"', 'ideas marked "now I can"'),
    "applications": ("idea that you applied", "ideas that you applied"),
    "blocks": ("person kept apart from you", "people kept apart from you"),
    "suspension": (
        "note that moderators keep you out",
        "notes that moderators keep you out",
    ),
    "suspensions_made": (
        "person kept out by you as a moderator",
        "people kept out by you as a moderator",
    ),
    "hidden_pieces": ("piece hidden as a moderator", "pieces hidden as a moderator"),
    "reports": ("report to the moderators", "reports to the moderators"),
    "acts_done": ("act as a moderator", "acts as a moderator"),
    "acts_about": ("act of moderators about you", "acts of moderators about you"),
    "agreements": ("agreement to the norms here", "agreements to the norms here"),
    "participants": ("challenge that you joined", "challenges that you joined"),
    "attendances": ("meeting that you came to", "meetings that you came to"),
    "rota": ("place on a rota of presenters", "places on rotas of presenters"),
    "meetings_presented": ("meeting that you present at", "meetings that you present at"),
    "meetings_summarised": (
        "summary of a meeting, kept without your name if you delete your data",
        "summaries of meetings, kept without your name if you delete your data",
    ),
    "sessions": ("series of meetings made by you", "series of meetings made by you"),
    "challenges_made": ("challenge made by you", "challenges made by you"),
    "challenge_terms": ("target of a challenge set by you", "targets of challenges set by you"),
    "participants_removed": (
        "person taken off a challenge by you as a moderator",
        "people taken off challenges by you as a moderator",
    ),
    "rotations": ("rotation of themes set by you", "rotations of themes set by you"),
    "norms": ("version of the norms set by you", "versions of the norms set by you"),
    "setting_changes": ("change of a setting here", "changes of settings here"),
    "rests": ("planned rest", "planned rests"),
    "thresholds": ("practice with limits of your own", "practices with limits of your own"),
    "recoveries": ("short recovery under way", "short recoveries under way"),
    "reminders": ("reminder", "reminders"),
    "reminder_choices": ("choice of quiet hours", "choices of quiet hours"),
    "advice": ("piece of advice given", "pieces of advice given"),
    "plans": ("30-day plan", "30-day plans"),
    "plan_notes": ("note in a plan", "notes in plans"),
    "journal_entries": ("journal entry", "journal entries"),
    "checkins": ("monthly check-in", "monthly check-ins"),
    "imports": ("import under way", "imports under way"),
    "import_rows": ("row of an import under way", "rows of an import under way"),
}

_KEPT_OUT = (
    "That moderators keep you out of feedback here stays noted, with your id alone, until they "
    "let you in again."
)


class Erase(Press, tag="privacy-erase"):
    """Delete all that is stored about me."""

    user_id: Count
    everywhere: bool


def stored(found: Stored) -> Card:
    """Tell what is stored, who sees it, and for how long."""
    return card(
        text("### What is stored about you here", _say_counts(found.here)),
        text(
            "**Who sees it**",
            _say_audience(found.visibility),
            _say_moderators(found.visibility, counted=found.counted),
            "A cheer, and what you post for others, shows your name, whatever you chose; only a "
            "request asked anonymously does not.",
        ),
        text(
            "**How long**",
            "Until you delete it, or 30 days after I was removed from this server. I read no "
            "messages but one that somebody reports to the moderators by its menu, and nothing "
            "about health is asked or kept.",
        ),
        text(_say_elsewhere(found.elsewhere)) if found.elsewhere else None,
        text("-# `/privacy export` hands it to you, `/privacy delete` deletes it."),
    )


def exported(export: Export) -> Card:
    """Hand over the file, which is sent along."""
    return card(
        text(
            "### Everything stored about you",
            f"From {count(len(export.communities), 'community', 'communities')}, as one JSON file "
            "in a ZIP. Days are your local days, times are UTC.",
        ),
        ui.File(f"attachment://{FILE_NAME}"),
    )


def archive(export: Export) -> bytes:
    """Write an export as a ZIP file with one JSON file in it."""
    content = {
        "user_id": str(export.user_id),
        "exported_at": export.exported_at.isoformat(),
        "communities": [
            # Ids in text: a program that reads JSON numbers as floats would round them.
            {"community_id": str(held.community_id), **_with_text_ids(held)}
            for held in export.communities
        ],
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("whetstone.json", json.dumps(content, ensure_ascii=False, indent=1))
    return file.getvalue()


def confirm(found: Stored, user_id: UserId, *, everywhere: bool) -> Card:
    """Say what would be deleted, and ask once more."""
    if not found.here.counts and not (everywhere and found.elsewhere):
        return card(text("Nothing is stored about you here, so there is nothing to delete."))
    where = "in every community that I am or was in" if everywhere else "in this community"
    press = Erase(user_id=user_id, everywhere=everywhere)
    return card(
        text(
            f"### Delete everything {where}?",
            _say_counts(found.here) if found.here.counts else None,
            _say_others(found.elsewhere) if everywhere and found.elsewhere else None,
            "Your practices, logs, rests, plans, reflections, journal, settings, cheers, requests, "
            "kudos, examples and ideas go for good, and your public cards are taken down.",
            "Feedback that you gave loses its words and your name; its levels stay with whoever "
            "asked. Ratings that you gave stay in the helper's numbers, without your name. Weekly "
            "posts and results of challenges that were sent stay as they are.",
            "Challenges, meetings, norms and settings that you made stay the community's, and so "
            "do the words of your summaries, without your name.",
            _KEPT_OUT if "suspension" in found.here.counts else None,
            "-# `/privacy export` first keeps a copy for you.",
        ),
        buttons(button("Delete everything", press, style=ButtonStyle.danger)),
        accent=WARNING,
    )


def erased(done: Erased, cards_left: int | None = None) -> Card:
    """Confirm the deletion; ``cards_left`` counts public cards that could not be taken down."""
    if not done.records:
        return card(text("There is nothing left to delete."))
    return card(
        text(
            "### Deleted",
            "What was stored about you is gone. You are welcome to begin again any time.",
            _say_cards(len(done.cards), cards_left),
        )
    )


def _say_cards(cards: int, left: int | None) -> str | None:
    if not cards:
        return None
    if left is None:
        return f"{count(cards, 'public card')} will be taken down in a moment."
    if left:
        return (
            f"{count(left, 'public card')} could not be taken down yet. I try again every day; "
            "a moderator can delete the message at once."
        )
    return "Your public cards are taken down."


def _say_counts(held: Holdings) -> str:
    if not held.counts:
        return "Nothing."
    return "\n".join(f"- {_say_count(name, number)}" for name, number in held.counts.items())


def _say_count(kind: str, number: int) -> str:
    # There is one row of settings: nothing to count.
    return KINDS[kind][0] if kind == "member" else count(number, *KINDS[kind])


def _say_audience(visibility: Visibility) -> str:
    if visibility is Visibility.OPEN:
        return (
            "You are open: logs and numbers are shown to this community, and that you rest, never "
            "why. Starting points, goals, plans, check-ins, reminders, settings, and what you did "
            "not share of your journal and reflections are yours alone."
        )
    return (
        "Only you, but for what you shared yourself. Weekly posts count you in sums of five "
        "members or more, never by name."
    )


def _say_moderators(visibility: Visibility, *, counted: bool) -> str:
    if not counted:
        return "The moderators' report and export leave you out."
    if visibility is Visibility.OPEN:
        return "The moderators' report and export hold what you show here, with your name."
    return "The moderators' report and export count you in sums of five or more, never by name."


def _say_others(elsewhere: int) -> str:
    places = count(elsewhere, "other community", "other communities")
    return f"- and all that {places} stored"


def _say_elsewhere(elsewhere: int) -> str:
    places = count(elsewhere, "other community", "other communities")
    return f"There is also something in {places}: add `everywhere:True` to export or delete."


def _with_text_ids(held: Holdings) -> dict[str, Any]:
    return {
        kind: [
            {name: _id_as_text(name, value) for name, value in record.items()} for record in records
        ]
        for kind, records in held.tables.items()
    }


def _id_as_text(name: str, value: Any) -> Any:
    return str(value) if name.endswith("_id") and value is not None else value


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NotYourData: lambda _: "That button is not yours. `/privacy delete` makes one for you.",
}
