"""Cards and forms around challenges at their largest, and how numbers of each kind are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.challenge_desk import Listed, Standing
from bot.domain.challenge_edits import Edit, EditWords
from bot.domain.challenge_targets import most_of
from bot.domain.challenge_templates import TEMPLATES
from bot.domain.challenge_words import ChallengeWords, Occasion, read_challenge
from bot.domain.challenges import (
    LONGEST_STORY,
    LONGEST_TITLE,
    Challenge,
    Draw,
    Measure,
    Mode,
    Ranking,
    State,
    Terms,
)
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.names import clean_text
from bot.domain.rotations import Rotation
from bot.render import challenge_desk as render
from bot.render import challenge_forms as forms
from bot.render.challenge_rules import COUNTED, MEASURES, say_number, say_terms
from bot.render.challenge_templates import TITLES, WORDS
from bot.services.challenges import PAGE
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card
    from bot.render.forms import Form

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1
WHO = Occasion(ChallengeId(LARGEST), CommunityId(1), UserId(3), date(2026, 11, 18), NOW)


def worst() -> Challenge:
    words = ChallengeWords(
        title="x" + "*" * (LONGEST_TITLE - 1),
        story="<" * LONGEST_STORY,
        measure=Measure.AMOUNT,
        mode=Mode.TEAMS,
        target="9999999.99",
        unit="x*******************",
        breaks=6,
        teams=8,
        draw=Draw.DRAWN,
        ping_role_id=LARGEST,
    )
    return read_challenge(words, WHO)


def problems(card: Card) -> list[str]:
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    return list(limits.problems(RestCall("POST", "/channels/1/messages", body)))


def form_problems(form: Form) -> list[str]:
    body: dict[str, Any] = {"type": limits.MODAL, "data": form.to_dict()}
    return list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def said(card: Card) -> str:
    return readable(list(walk(card.to_components())))


def test_the_largest_cards_are_within_the_limits() -> None:
    challenge = worst()
    page = tuple(replace(challenge, id=ChallengeId(LARGEST - each)) for each in range(PAGE))
    harder = Terms(2, 10_000_000_00, 0, date(2026, 11, 24))
    cards = (
        render.made(Standing(challenge, LARGEST)),
        render.edited(Edit(challenge, harder, is_harder=True)),
        render.edited(Edit(challenge, harder)),
        render.end_asked(challenge, date(2026, 11, 18)),
        render.end_asked(challenge, date(2026, 11, 25)),
        render.ended(replace(challenge, state=State.CANCELLED)),
        render.listed(Listed(page, 1, 2, is_moderator=True)),
        render.themes(
            Rotation(
                community_id=CommunityId(1), set_by=UserId(3), themes=tuple(TITLES), next_at=NOW
            )
        ),
    )
    for card in cards:
        assert not problems(card)
        assert len(said(card)) < limits.MOST_TEXT


@pytest.mark.parametrize("template", ["", *TEMPLATES])
def test_forms_ask_at_most_five_things(template: str) -> None:
    press = forms.MakeChallenge(draft_id=LARGEST)
    empty = ChallengeWords(template=template)
    for words in (
        empty,
        replace(empty, measure=Measure.AMOUNT),
        replace(empty, measure=Measure.AMOUNT, unit="km", mode=Mode.TEAMS, starts="today"),
    ):
        form = forms.make_form(press, words, {})
        assert 3 <= len(form.children) <= 5
        assert not form_problems(form)
    assert not form_problems(forms.edit_form(worst(), {}))


def test_what_a_command_said_comes_back_from_its_draft() -> None:
    words = ChallengeWords(
        template="quiet",
        unit="km",
        starts="monday",
        measure=Measure.AMOUNT,
        mode=Mode.TEAMS,
        ranking=Ranking.TARGET,
        draw=Draw.CHOSEN,
        grace=0,
        breaks=0,
        teams=3,
        ping_role_id=7,
    )
    draft = forms.said_answers(words)
    assert forms.challenge_words(draft) == words
    typed = {"title": "Run", "story": "", "target": "5", "starts": "friday", "grace": "9"}
    both = replace(words, title="Run", target="5", starts="friday")
    # Only what the form asks for is read from it.
    assert forms.challenge_words(draft, typed) == both
    assert forms.challenge_words({}, {"measure": "none"}) == ChallengeWords()


def test_a_form_left_as_it_was_changes_nothing() -> None:
    for challenge in (worst(), replace(worst(), measure=Measure.DAYS, unit="")):
        form = forms.edit_form(challenge, {})
        filled: dict[str, str] = {}
        for each in walk([dict(child.to_component_dict()) for child in form.children]):
            if each["type"] == limits.TEXT_INPUT:
                filled[each["custom_id"]] = each.get("value", "")
        assert set(filled) == {"title", "story", "target", "breaks"}
        words = forms.edit_words(filled)
        assert (words.title, words.story) == (challenge.title, challenge.story)
    assert EditWords().is_empty
    assert not words.is_empty


@pytest.mark.parametrize(
    ("measure", "mode", "number", "words"),
    [
        (Measure.DAYS, Mode.ALONE, 1, "1 day"),
        (Measure.AMOUNT, Mode.ALONE, 12_050, "120.5 km"),
        (Measure.BLOCKS, Mode.ALONE, 80, "80 % of the plan"),
        (Measure.BLOCKS, Mode.TOGETHER, 1, "1 block"),
        (Measure.IDEAS, Mode.ALONE, 2, "2 ideas applied"),
        (Measure.FOCUS, Mode.ALONE, 1, "1 day with a focus"),
        (Measure.PLACES, Mode.TEAMS, 3, "3 different places"),
    ],
)
def test_numbers_are_said_with_what_they_count(
    measure: Measure, mode: Mode, number: int, words: str
) -> None:
    challenge = replace(worst(), measure=measure, mode=mode, unit="km")
    assert say_number(challenge, number) == words
    terms = Terms(1, number, 1, date(2026, 11, 23))
    assert say_terms(challenge, terms) == f"{words}, 1 break a week"


def test_everything_that_can_be_counted_has_words() -> None:
    assert set(MEASURES) == set(COUNTED) == set(Measure)
    for measure in Measure:
        for mode in Mode:
            challenge = replace(worst(), measure=measure, mode=mode)
            assert say_number(challenge, 100)
            assert most_of(challenge) > 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_words_of_templates_fit(name: str) -> None:
    title, story = WORDS[name]
    assert len(title) <= LONGEST_TITLE
    assert clean_text(story, "story", LONGEST_STORY) == story
    assert "!" not in story


def test_nothing_typed_comes_alive() -> None:
    challenge = replace(worst(), title="[a](http://b.c)", story="@everyone <#1>")
    text = said(render.made(Standing(challenge, 5)))
    assert "](http://" not in text
    assert "@everyone" not in text
    assert "<#1>" not in text
