"""The pages of a community's settings and the way in, each in its largest form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import (
    LONGEST_RESOURCES,
    ChannelUse,
    Checks,
    Community,
    Obstacle,
    Overview,
    WeeklyPart,
)
from bot.domain.deliveries import Trouble
from bot.domain.ids import NOBODY, CommunityId, InteractionId, NormsId, UserId
from bot.domain.norms import LONGEST_NORMS, Norms
from bot.domain.posts import Kind, Post, Reason, State
from bot.domain.set_up import MadeChannels, Trial
from bot.domain.setting_changes import MOST_SHOWN, PAGE_SIZE, ChangeList, Setting, SettingChange
from bot.domain.start import NotBegun
from bot.domain.zones import zones
from bot.render import set_up, setting_changes
from bot.render.card import WARNING
from bot.render.community_settings import SettingsPage, ShowSettings, overview
from bot.render.start import welcome
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1
HERE, ANNA = CommunityId(LARGEST), UserId(LARGEST)
WORST = "<\n" * (LONGEST_RESOURCES // 2)


def failed(reason: Reason, channel_id: int = LARGEST) -> Post:
    return Post(
        community_id=HERE,
        kind=Kind.REFLECTION,
        period="2026-W47",
        due_at=NOW,
        claimed_at=NOW,
        retry_at=NOW,
        state=State.FAILED,
        reason=reason,
        channel_id=channel_id,
    )


def change(setting: Setting, before: str = "", after: str = WORST) -> SettingChange:
    return SettingChange(InteractionId(1), HERE, setting, before, after, ANNA, NOW)


PARTS = " ".join(WeeklyPart)
WORDY = change(Setting.RESOURCES, WORST[::-1], WORST)
COMMUNITY = Community(
    HERE,
    zone=max(zones(), key=len),
    weekly_channel_id=LARGEST,
    log_channel_id=LARGEST - 1,
    feedback_channel_id=LARGEST - 2,
    challenge_channel_id=LARGEST - 3,
    moderator_channel_id=LARGEST - 4,
    moderator_role_id=LARGEST,
    resources="<" * LONGEST_RESOURCES,
    set_up_at=NOW,
    next_weekly_at=NOW,
)
FULL = Overview(
    COMMUNITY,
    tuple(failed(Reason.UNREADABLE, LARGEST - 10 - number) for number in range(8)),
    (WORDY,) * MOST_SHOWN,
)
NEW = Overview(replace(COMMUNITY, set_up_at=None, next_weekly_at=None), ())
CHECKS = Checks(
    tuple(Obstacle(LARGEST - number, use.needs) for number, use in enumerate(ChannelUse)),
    role_gone=True,
)
TRIALS = [Trial(LARGEST - number, unsent=Trouble.FORBIDDEN) for number in range(5)]
LEFT = [Trial(LARGEST - number, left=Trouble.CROWDED) for number in range(5)]
MADE = MadeChannels(dict.fromkeys(ChannelUse, LARGEST), Trouble.FORBIDDEN)
BACK = ShowSettings(part=SettingsPage.POSTS)
NORMS = Norms(NormsId(LARGEST), HERE, "<\n" * (LONGEST_NORMS // 2), ANNA, NOW)
CARDS = {
    **{f"{page}": overview(FULL, CHECKS, page) for page in SettingsPage},
    **{f"new {page}": overview(NEW, CHECKS, page) for page in SettingsPage},
    "tried": set_up.tried(FULL, CHECKS, TRIALS, is_new=True),
    "tried, refused without a reason": set_up.tried(FULL, Checks(), TRIALS, is_new=False),
    "tried, left": set_up.tried(FULL, CHECKS, LEFT, is_new=True),
    "not set up": set_up.tried(NEW, CHECKS, TRIALS, is_new=True),
    "made": set_up.made(FULL, CHECKS, MADE),
    "made before": set_up.made(NEW, CHECKS, MADE),
    "trial": set_up.trial_post(),
    "changes": setting_changes.all_changes(ChangeList((WORDY,) * PAGE_SIZE, 1, 2), BACK),
    "no changes": setting_changes.all_changes(ChangeList((), 0, 0), BACK),
    "welcome": welcome(NotBegun(WORST, NORMS)),
    "welcome, dense": welcome(NotBegun("<" * 500, replace(NORMS, text="<" * LONGEST_NORMS))),
}


def shown(card: Card) -> str:
    return readable(list(walk(card.to_components())))


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_largest_cards_fit_into_one_message(card: Card) -> None:
    body = {"type": 4, "data": {"components": card.to_components(), "flags": 1 << 15}}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


@pytest.mark.parametrize("setting", Setting)
def test_every_setting_has_words(setting: Setting) -> None:
    value = {Setting.WEEKLY_PARTS: PARTS}.get(setting, "77")
    lines = setting_changes.say_changes([change(setting, "", value), change(setting, value, "")])
    assert all(line.startswith("- **") and "<@" in line for line in lines)
    assert lines[0] != lines[1] or setting is Setting.SET_UP


def test_a_change_by_somebody_who_left_names_nobody() -> None:
    gone = replace(change(Setting.ZONE, "UTC", "Asia/Tokyo"), changed_by=NOBODY)
    (line,) = setting_changes.say_changes([gone])
    assert line == "- **Time zone:** UTC → Asia/Tokyo · somebody who left, <t:1795003200:f>"


def test_what_is_to_mend_colours_the_card() -> None:
    for card in (CARDS["channels"], CARDS["tried, left"], CARDS["made"]):
        assert card.to_components()[0]["accent_color"] == WARNING.value
    calm = overview(Overview(COMMUNITY, ()), Checks(), SettingsPage.CHANNELS)
    assert calm.to_components()[0]["accent_color"] != WARNING.value
    assert shown(calm).count("✓ ready") == len(ChannelUse)
    assert "to mend" not in shown(calm)


@pytest.mark.parametrize("parts", [frozenset(), frozenset({WeeklyPart.THANKS})])
def test_a_time_is_promised_only_where_something_is_posted(parts: frozenset[WeeklyPart]) -> None:
    silent = replace(COMMUNITY, weekly_parts=parts)
    told = shown(overview(Overview(silent, ()), Checks(), SettingsPage.POSTS))
    assert "No weekly posts: the streak post and the reflection prompt are left out." in told
    assert "Next weekly posts" not in told


def test_a_channel_that_is_gone_is_told_once() -> None:
    gone = Checks((Obstacle(LARGEST, ()),))
    told = overview(Overview(COMMUNITY, (failed(Reason.GONE),)), gone, SettingsPage.CHANNELS)
    assert "A channel that was chosen here is gone." not in shown(told)
    assert "the channel is gone" in shown(told)
