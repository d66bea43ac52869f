"""Settings, help and privacy: words that must not change, and cards in their largest form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import LONGEST_RESOURCES, Community
from bot.domain.days import ClockSetting
from bot.domain.deliveries import Trouble
from bot.domain.ids import CommunityId, NormsId, UserId
from bot.domain.members import Member
from bot.domain.norms import LONGEST_NORMS, Norms, NormsShown
from bot.domain.places import Place
from bot.domain.posts import Kind, Post, Reason, State
from bot.domain.privacy import Erased, Holdings, Stored
from bot.domain.profiles import Bearings
from bot.domain.settings import Choices, Nudges, Visibility
from bot.domain.zones import UnknownZone, zones
from bot.render import communities, community_forms, norms, privacy, settings
from bot.render import help as help_
from bot.render.failures import say_failure
from bot.render.safety import SAFETY_NOTE, safety
from tests.support import limits
from tests.support.calls import RestCall

if TYPE_CHECKING:
    from bot.render.card import Card
    from bot.render.forms import Form

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1
HERE, ANNA = CommunityId(LARGEST), UserId(LARGEST)


def worst(length: int) -> str:
    """What grows most when it is made inert."""
    return "<" * length


def community(**changes: object) -> Community:
    """One with every setting at its longest."""
    everything = Community(
        HERE,
        zone=max(zones(), key=len),
        weekly_channel_id=LARGEST,
        log_channel_id=LARGEST - 1,
        moderator_channel_id=LARGEST - 2,
        moderator_role_id=LARGEST,
        resources=worst(LONGEST_RESOURCES),
        set_up_at=NOW,
        next_weekly_at=NOW,
    )
    return replace(everything, **changes)


def failure(reason: Reason) -> Post:
    return Post(
        community_id=HERE,
        kind=Kind.REFLECTION,
        period="2026-W47",
        due_at=NOW,
        claimed_at=NOW,
        retry_at=NOW,
        state=State.FAILED,
        reason=reason,
        channel_id=LARGEST,
    )


def choices(*, chosen: bool = True) -> Choices:
    clock = ClockSetting(since=NOW, zone=max(zones(), key=len), day_start=6, zone_chosen=chosen)
    level = Visibility.OPEN if chosen else Visibility.PRIVATE
    return Choices(Member(HERE, ANNA, level, chosen, False, NOW, (clock,)), NOW)  # noqa: FBT003


def stored(number: int = 1_000_000) -> Stored:
    tables = {kind: ({},) * number for kind in privacy.KINDS}
    return Stored(Holdings(HERE, tables), Visibility.OPEN, counted=True, elsewhere=LARGEST)


CROWD = tuple(UserId(LARGEST - number) for number in range(100))
MODERATOR = Bearings(community(set_up_at=None), None, is_moderator=True)
COUNTED = replace(choices().member, counted=True)
NORMS = NormsShown(
    Norms(NormsId(LARGEST), HERE, worst(LONGEST_NORMS), ANNA, NOW),
    resources=worst(LONGEST_RESOURCES),
    agreed=10**6,
)
CARDS = {
    "settings": settings.settings_card(choices()),
    "first settings": settings.settings_card(choices(chosen=False)),
    **{
        f"nudges {each}": settings.nudges_changed(
            replace(choices(), member=replace(choices().member, nudges=each), blocked=CROWD)
        )
        for each in Nudges
    },
    "apart": settings.block_changed(replace(choices(), blocked=CROWD), CROWD[0]),
    "not apart": settings.block_changed(choices(), ANNA),
    "boards though private": settings.boards_changed(choices(chosen=False)),
    "counted": settings.counted_changed(replace(choices(), member=COUNTED)),
    "not counted": settings.counted_changed(choices()),
    "panel": communities.panel(community()),
    "norms": norms.desk(NORMS, norms.SAVED),
    "panel stands": communities.panel_stands(LARGEST),
    **{f"panel {each}": communities.panel_refused(each) for each in Trouble},
    "help": help_.help_card(MODERATOR),
    "about": help_.about(MODERATOR),
    "stored": privacy.stored(stored(1000)),
    "confirm": privacy.confirm(stored(1000), ANNA, everywhere=True),
    **{
        f"erased, {left} left": privacy.erased(Erased(10**9, (Place(1, 2),) * 10**6, ()), left)
        for left in (None, 0, 1, 10**6)
    },
}
FORMS = {
    "zone": settings.zone_form({settings.ZONE: worst(100)}),
    "day start": settings.day_start_form({settings.DAY_START: "6"}),
    "community": community_forms.describe_form(community_forms.community_answers(community())),
    "norms": norms.norms_form(norms.norms_answers(NORMS)),
}


@pytest.mark.parametrize("shown", CARDS.values(), ids=CARDS)
def test_the_largest_cards_fit_into_one_message(shown: Card) -> None:
    body = {"type": 4, "data": {"components": shown.to_components(), "flags": 1 << 15}}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


@pytest.mark.parametrize("shown", FORMS.values(), ids=FORMS)
def test_the_largest_forms_fit(shown: Form) -> None:
    body = {"type": 9, "data": shown.to_dict()}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def test_the_safety_note_says_what_it_must() -> None:
    must = (
        "educational",
        "not clinical, legal or financial advice",
        "severe distress",
        "self-harm",
        "eating, substances, abuse or trauma",
        "pause",
        "seek professional support",
        "clarity and stability",
        "never replace care",
    )
    assert [words for words in must if words not in SAFETY_NOTE] == []
    assert safety() == f"-# {SAFETY_NOTE}"
    assert safety("Ask *Mona*\n@everyone").splitlines()[-2:] == [
        "> Ask \\*Mona\\*",
        "> @\u200beveryone",
    ]


@pytest.mark.parametrize("reason", Reason)
def test_every_failure_has_words(reason: Reason) -> None:
    assert "week 47" in say_failure(failure(reason))


def test_an_unknown_zone_is_given_back_inert() -> None:
    words = settings.unknown_zone(UnknownZone("@everyone **x**" * 20, ()))
    assert "@everyone" not in words
    assert "**x**" not in words
    assert len(words) < 500
