from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.ids import ApplicationId, CommunityId, IdeaId, UserId
from bot.domain.names import LONGEST_NAME
from bot.domain.wisdom import (
    LONGEST_HAPPENED,
    LONGEST_IDEA,
    LONGEST_LEFT_OUT,
    LONGEST_SOURCE,
    LONGEST_TITLE,
    PAGE,
    Application,
    CameOf,
    Found,
    Idea,
    IdeaKind,
    Share,
    ShownIdea,
)
from bot.render import found_ideas, wisdom, wisdom_forms
from tests.support.members import readable, walk

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1


def worst(length: int) -> str:
    return "_" * length


TRIED = Application(
    ApplicationId(LARGEST),
    CommunityId(LARGEST),
    IdeaId(LARGEST),
    UserId(LARGEST),
    NOW.date(),
    worst(LONGEST_HAPPENED),
    NOW,
)


def shown(text: str, kind: IdeaKind = IdeaKind.SHORTCUT) -> ShownIdea:
    idea = Idea(
        id=IdeaId(LARGEST),
        community_id=CommunityId(LARGEST),
        user_id=UserId(LARGEST),
        kind=kind,
        shared_at=NOW,
        title=worst(LONGEST_TITLE),
        text=text,
        leaves_out=worst(LONGEST_LEFT_OUT) if kind is IdeaKind.SHORTCUT else "",
        source=worst(LONGEST_SOURCE),
        skill=worst(LONGEST_NAME),
        leaves_at=NOW if kind is IdeaKind.OPPORTUNITY else None,
    )
    happened = (worst(LONGEST_HAPPENED), worst(LONGEST_HAPPENED))
    return ShownIdea(idea, 10**6, 10**6, happened, has_left=False)


TEXTS = (worst(LONGEST_IDEA), "a" + "\n" * (LONGEST_IDEA - 2) + "b", "<\n" * (LONGEST_IDEA // 2))


@pytest.mark.parametrize("kind", list(IdeaKind))
@pytest.mark.parametrize("text", TEXTS)
def test_the_longest_words_fit(text: str, kind: IdeaKind) -> None:
    each = shown(text, kind)
    page = Found((each,) * PAGE, 1, 2, Share(10**6, 10**6))
    cards = (
        wisdom.idea_card(each),
        wisdom.taken_down(each.idea, Trouble.CROWDED),
        wisdom.shared(each, wisdom.not_posted(LARGEST, Trouble.CROWDED)),
        wisdom.taken_back(each),
        found_ideas.found(page, worst(100), LARGEST),
        found_ideas.which_idea([each.idea] * 25, LARGEST),
        found_ideas.came_of(CameOf(each.idea, (TRIED,) * 30), 1),
    )
    for card in cards:
        assert card.content_length() <= 4000
        assert card.total_children_count <= 40
    assert len("\n".join(wisdom.of_week(each))) <= 1000


def test_a_text_is_shown_whole_unless_its_marks_fill_the_card() -> None:
    plain = "One small thing at a time.\n" * 37
    assert len(plain) <= LONGEST_IDEA
    card = readable(list(walk(wisdom.idea_card(shown(plain.strip())).to_components())))
    assert card.count("> One small thing at a time.") == 37
    marks = readable(list(walk(wisdom.idea_card(shown(TEXTS[1])).to_components())))
    assert "…" in marks


def test_what_was_typed_is_inert() -> None:
    each = shown("@everyone <@1> # big\n> quoted", IdeaKind.INSIGHT)
    idea = replace(each.idea, title="[a](https://b.cc)", source="discord.gg/x")
    card = readable(list(walk(wisdom.idea_card(replace(each, idea=idea)).to_components())))
    for alive in ("@everyone", "<@1>", "](https://", "discord.gg"):
        assert alive not in card


def test_what_came_of_an_idea() -> None:
    nothing = replace(shown("x"), can_now=0, applied=0, outcomes=())
    assert wisdom.say_came_of(nothing) is None
    assert wisdom.say_came_of(replace(nothing, can_now=3)) == "3 can now"
    assert wisdom.say_came_of(replace(nothing, applied=1)) == "1 applied it"
    both = replace(nothing, can_now=3, applied=2, outcomes=("It worked", "So so"))
    assert wisdom.say_came_of(both) == "3 can now, 2 applied it: “It worked”, “So so”"
    assert wisdom.say_came_of(both, most=1) == "3 can now, 2 applied it: “It worked”"


def test_an_opportunity_says_until_when() -> None:
    at = NOW + timedelta(days=1)
    each = shown("x", IdeaKind.OPPORTUNITY)
    there = replace(each, idea=replace(each.idea, leaves_at=at))
    assert wisdom.say_leaving(there) == f"-# Here until <t:{int(at.timestamp())}:f>."
    assert "It left" in str(wisdom.say_leaving(replace(there, has_left=True)))
    assert wisdom.say_leaving(shown("x")) is None


def test_how_many_try_ideas_is_told_from_five_on() -> None:
    said = wisdom.say_share(Share(3, 8))
    assert said == "-# This month 3 of 8 of us (38 %) tried somebody's idea."
    assert wisdom.say_share(Share(3, 4)) is None


@pytest.mark.parametrize("kind", list(IdeaKind))
def test_forms_keep_to_discords_limits(kind: IdeaKind) -> None:
    made = wisdom_forms.share_form(wisdom.ShareIdea(kind=kind), {}).to_dict()
    assert len(made["title"]) <= 45
    assert len(made["components"]) <= 5
    for field in made["components"]:
        assert len(field["label"]) <= 45
        assert len(field.get("description") or "") <= 100
    press = wisdom.ApplyIdea(idea_id=LARGEST)
    applied = wisdom_forms.applied_form(press, worst(LONGEST_TITLE), {}).to_dict()
    assert len(applied["title"]) <= 45
