"""The form of a community's typed settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import LONGEST_RESOURCES, CommunityWords
from bot.render.forms import Field, form, line, paragraph
from bot.render.presses import Press
from bot.render.settings import ZONE_EXAMPLE

if TYPE_CHECKING:
    from bot.domain.communities import Community
    from bot.render.forms import Answers, Form


class DescribeCommunity(Press, tag="community-form"):
    """Set what is typed: zone, weekly time, back-logging, help."""


def describe_form(answers: Answers) -> Form:
    """Ask for the settings that are typed."""
    return form(
        "Settings of this community",
        DescribeCommunity(),
        line(
            Field("zone", "Time zone of the community", "A city, a country or a zone's name"),
            answers,
            example=ZONE_EXAMPLE,
        ),
        line(
            Field("weekly_time", "Weekly posts", hint="From next week on; not 01:00 to 03:59"),
            answers,
            example="Sunday 18:00",
        ),
        line(
            Field("backfill_days", "Back-logging", hint="How many days back, 0 to 30"),
            answers,
            longest=5,
        ),
        paragraph(
            Field(
                "resources",
                "Where members find help here",
                hint="People, channels, numbers; shown beside the safety note",
                required=False,
            ),
            answers,
            longest=LONGEST_RESOURCES,
        ),
    )


def community_answers(community: Community) -> Answers:
    """Fill the form with what holds."""
    return {
        "zone": community.zone,
        "weekly_time": str(community.weekly_time),
        "backfill_days": str(community.backfill_days),
        "resources": community.resources,
    }


def community_words(answers: Answers) -> CommunityWords:
    """Read the form."""
    return CommunityWords(
        zone=answers.get("zone", ""),
        weekly_time=answers.get("weekly_time", ""),
        backfill_days=answers.get("backfill_days", ""),
        resources=answers.get("resources", ""),
    )
