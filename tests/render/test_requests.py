from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.asking import (
    Asked,
    News,
    Shown,
)
from bot.domain.deliveries import Trouble
from bot.domain.ids import (
    RequestId,
)
from bot.domain.requests import (
    LONGEST_TEXT,
    Hardship,
    Hold,
    Request,
    RequestKind,
    RequestState,
    WhichRequest,
    Wish,
)
from bot.render import request_cards, requests
from bot.render.refusals import refusal, steps, words
from tests.support import limits
from tests.support.large_requests import (
    ANNA,
    BEN,
    LARGEST_REQUEST,
    LARGEST_SHOWN,
    NOW,
    REQUEST,
    SHOWN,
    problems,
    text_of,
)
from tests.support.members import walk


def asked_of(request: Request, **what: object) -> Asked:
    asked = Asked(Shown(request), News.NEW, None, waiting=0, open=1, limit=2)
    return replace(asked, **what)


def test_the_largest_card_fits() -> None:
    assert not problems(request_cards.request_card(LARGEST_SHOWN))
    stuck = replace(
        LARGEST_REQUEST, kind=RequestKind.STUCK, hardship=Hardship.STOPPING, wish=Wish.ADVICE
    )
    assert not problems(request_cards.request_card(LARGEST_SHOWN._replace(request=stuck)))


def test_a_usual_text_is_shown_whole() -> None:
    work = ("Every word of a long text counts. " * 30)[:LONGEST_TEXT]
    assert work.strip() in text_of(request_cards.request_card(Shown(replace(REQUEST, work=work))))


def test_what_was_typed_stays_inert() -> None:
    shown = text_of(request_cards.request_card(SHOWN))
    assert "### My \\*essay\\*" in shown
    assert "<@&1>" not in shown
    assert "https://" not in shown


@pytest.mark.parametrize("kind", [RequestKind.WORK, RequestKind.STUCK])
@pytest.mark.parametrize("state", list(RequestState))
def test_who_asks_without_a_name_is_named_nowhere(kind: RequestKind, state: RequestState) -> None:
    request = replace(
        REQUEST,
        kind=kind,
        state=state,
        anonymous=True,
        hold=Hold(BEN, NOW),
        hardship=Hardship.DOUBT,
    )
    card = request_cards.request_card(Shown(request, held_until=NOW))
    told = f"{card.to_components()}"
    assert f"<@{ANNA}>" not in told
    assert f"<@{BEN}>" not in told


@pytest.mark.parametrize(
    ("state", "said", "labels"),
    [
        (RequestState.OPEN, "waits for somebody", ["Take it", "Report"]),
        (RequestState.ANSWERED, "Answered", ["Report"]),
        (RequestState.LAPSED, "waited for four weeks", ["Report"]),
        (RequestState.WITHDRAWN, "taken back", []),
    ],
)
def test_a_card_tells_how_far_it_has_come(
    state: RequestState, said: str, labels: list[str]
) -> None:
    shown = Shown(replace(REQUEST, state=state, file_name="a.png"))
    card = request_cards.request_card(shown)
    assert said in text_of(card)
    found = [each["label"] for each in walk(card.to_components()) if each["type"] == limits.BUTTON]
    assert found == labels
    gone = state is RequestState.WITHDRAWN
    assert ("essay" in text_of(card)) is not gone
    assert request_cards.shows_file(shown) is not gone


def test_a_hidden_card_says_nothing_of_it() -> None:
    shown = Shown(REQUEST, hidden=True)
    assert text_of(request_cards.request_card(shown)) == "-# A moderator hid this request."
    assert request_cards.shows_file(shown), "it comes back with the card"
    withdrawn = Shown(replace(REQUEST, state=RequestState.WITHDRAWN), hidden=True)
    assert not request_cards.shows_file(withdrawn)


def test_a_file_is_shown_as_what_it_is() -> None:
    kinds = [
        {
            each["type"]
            for each in walk(
                request_cards.request_card(Shown(replace(REQUEST, file_name=name))).to_components()
            )
        }
        for name in ("a.png", "a.pdf")
    ]
    assert [12 in kinds[0], 13 in kinds[1]] == [True, True]


def test_somebody_stuck_is_met_gently() -> None:
    request = replace(
        REQUEST, kind=RequestKind.STUCK, title="", hardship=Hardship.DOUBT, wish=Wish.ADVICE
    )
    told = text_of(request_cards.request_card(Shown(request, skill="Prose")))
    assert "is stuck" in told
    assert "hopes for advice" in told
    assert "What is hard: doubt" in told
    assert "Skill: Prose" in told
    bare = text_of(request_cards.request_card(Shown(replace(request, wish=None, hardship=None))))
    assert "What is hard" not in bare


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (asked_of(REQUEST), ["Your request is in", "Nothing else waits", "1 of your 2 open"]),
        (asked_of(REQUEST, waiting=1), ["One other waits"]),
        (asked_of(REQUEST, waiting=9), ["9 others wait"]),
        (asked_of(REQUEST, news=News.KNOWN), ["is in already"]),
        (asked_of(REQUEST, news=News.WIDENED), ["Everybody may answer now"]),
        (asked_of(replace(REQUEST, asked=BEN)), [f"<@{BEN}>", "Ask everybody instead"]),
        (asked_of(replace(REQUEST, anonymous=True)), ["Your name stands nowhere"]),
        (asked_of(replace(REQUEST, kind=RequestKind.STUCK)), ["within a day"]),
        (asked_of(replace(REQUEST, state=RequestState.ANSWERED)), ["has been answered"]),
        (asked_of(LARGEST_REQUEST, waiting=9), ["Take it back"]),
    ],
)
def test_the_author_learns_what_happens_next(asked: Asked, said: list[str]) -> None:
    card = requests.asked(asked, requests.not_posted(1, Trouble.FORBIDDEN), requests.no_file())
    assert not problems(card)
    for part in said:
        assert part in text_of(card)


def test_what_is_put_to_one_person_is_promised_to_nobody_else() -> None:
    stuck = replace(REQUEST, kind=RequestKind.STUCK, asked=BEN)
    told = text_of(requests.asked(asked_of(stuck)))
    assert "helpers" not in told
    assert "first in their queue" in told


def test_which_request_is_asked_with_a_list() -> None:
    error = WhichRequest((REQUEST, replace(REQUEST, id=RequestId(1), title="", work="a\nb" * 90)))
    card = refusal(words(error) or "", steps_=steps(error))
    assert not problems(card)


def test_a_request_is_named_in_one_line() -> None:
    assert requests.say_request(REQUEST) == "My \\*essay\\*"
    stuck = replace(REQUEST, title="", work="I\ndoubt " + "x" * 90)
    assert requests.plain_request(stuck).startswith("I doubt xxx")
    assert len(requests.plain_request(stuck)) == 80
