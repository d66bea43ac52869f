"""The largest desks and answers fit into Discord's cards, whole where they are to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.feedback import LONGEST_ANSWER, Feedback
from bot.domain.giving import Answered, Desk, Given, Landing, Where
from bot.domain.ids import (
    NOBODY,
    CommunityId,
    FeedbackId,
    RequestId,
    RubricId,
    RubricVersionId,
    UserId,
)
from bot.domain.places import Place
from bot.domain.requests import (
    LONGEST_COUNTED,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Audience,
    Counted,
    Request,
    RequestKind,
)
from bot.domain.rubrics import LONGEST_CRITERION, LONGEST_LEVEL, Criterion, RubricVersion
from bot.domain.settings import Nudges
from bot.domain.versions import Comparison, CountChange, LevelChange
from bot.render import answered as answers
from bot.render import giving as render
from bot.render.text import quote
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ID = 2**63 - 1
MOST_TEXT, MOST_PARTS = 4_000, 40
SAME = "'''"
# Nothing grows more than a text of these.
FILLS = ["x", "*", "<@", "`", "```\n", "*\n", "ß\u0301"]


def fill(fill_: str, longest: int) -> str:
    return (fill_ * longest)[:longest].strip()


def request(fill_: str, **what: Any) -> Request:
    asked = Request(
        RequestId(ID),
        CommunityId(ID),
        UserId(ID),
        RequestKind.WORK,
        fill(fill_.strip(), LONGEST_TITLE),
        NOW,
        work=fill(fill_, LONGEST_TEXT),
        link=f"https://{'a' * 60}.example.org/{'b' * 200}",
        question=fill(fill_, 300),
        counted=Counted(fill(fill_.strip(), LONGEST_COUNTED), 10**11),
        wanted_by=NOW,
        card=Place(ID, ID),
    )
    return replace(asked, **what)


def rubric(fill_: str) -> RubricVersion:
    level = fill(fill_.strip(), LONGEST_LEVEL)
    criterion = Criterion(fill(fill_.strip(), LONGEST_CRITERION), (level, level, level, level))
    return RubricVersion(
        RubricVersionId(ID), RubricId(ID), CommunityId(ID), 1, fill("*", 40), (criterion,) * 5
    )


def comparison(fill_: str) -> Comparison:
    name = fill(fill_.strip(), LONGEST_CRITERION)
    fewer = CountChange(fill(fill_.strip(), LONGEST_COUNTED), 10**11, 10**10)
    return Comparison(request(fill_), fewer, (LevelChange(name, 1, 4),) * 5)


def feedback(fill_: str, **what: Any) -> Feedback:
    text = fill(fill_, LONGEST_ANSWER)
    given = Feedback(
        FeedbackId(ID),
        CommunityId(ID),
        RequestId(ID),
        UserId(ID),
        UserId(ID - 1),
        NOW,
        works=text,
        change=text,
        question=text,
        levels=dict.fromkeys(range(5), 4),
        reply=text,
    )
    return replace(given, **what)


def answered(fill_: str, **what: Any) -> Answered:
    return Answered(feedback(fill_, **what), request(fill_), rubric(fill_), comparison(fill_))


def texts(card: Card) -> str:
    parts = list(walk(card.to_components()))
    assert len(parts) <= MOST_PARTS
    shown = "".join(each["content"] for each in parts if each.get("content"))
    assert len(shown) <= MOST_TEXT
    return shown


@pytest.mark.parametrize("fill_", FILLS)
def test_the_largest_desk_fits(fill_: str) -> None:
    desk = Desk(request(fill_), NOW, rubric(fill_), {0: 4}, comparison(fill_), NOW)
    for shown in (desk, replace(desk, held_until=None)):
        assert "For you to answer" in texts(render.desk(shown))


def test_a_work_of_plain_letters_is_shown_whole() -> None:
    desk = Desk(request("x"), NOW, rubric("x"), {}, None, NOW)
    assert "x" * LONGEST_TEXT in texts(render.desk(desk))


@pytest.mark.parametrize("fill_", FILLS)
def test_the_largest_answer_is_shown_whole(fill_: str) -> None:
    what = answered(fill_)
    cards = [
        answers.answered(what),
        answers.answered(what, link=True),
        answers.for_helper(what),
        answers.answered(replace(what, comparison=None)),
    ]
    whole = what.feedback.works
    ways = quote(whole), f"```\n{whole.replace('```', SAME)}\n```"
    for card in cards:
        shown = texts(card)
        assert [shown.count(way) for way in ways].count(3) == 1
        assert "4 of 4" in shown
    texts(answers.reply(what))
    texts(answers.reply_kept(what))
    texts(answers.reply_kept(what, Landing(Where.PRIVATE, trouble=Trouble.CROWDED)))


def test_levels_carry_their_descriptions_while_there_is_room() -> None:
    what = answered("x", works="Fine", change="Shorter", question="")
    shown = texts(answers.answered(what))
    assert shown.count("x" * LONGEST_LEVEL) >= 5
    assert "A question back" not in shown
    assert "→" in shown


def compared(counted: CountChange | None, *changes: LevelChange) -> str:
    """The text of a short answer by two criteria, beside an earlier version."""
    what = answered("x", works="Fine", change="Shorter", question="", levels={0: 3, 1: 2})
    assert what.rubric
    names = [Criterion(name, ("a", "b", "c", "d")) for name in ("Order", "Voice")]
    beside = Comparison(request("x", title="First"), counted, changes)
    by = replace(what.rubric, criteria=tuple(names))
    return texts(answers.answered(replace(what, rubric=by, comparison=beside)))


def test_an_answer_leads_with_what_got_fewer_and_ends_with_the_levels() -> None:
    shown = compared(CountChange("errors", 900, 600), LevelChange("Order", 2, 3))
    parts = ("errors 9 → 6**: fewer than in “First”", "What works", "-# Beside “First”")
    assert [*parts, "- Order: 2 → **3 of 4** · c"] == sorted(
        [*parts, "- Order: 2 → **3 of 4** · c"], key=shown.index
    )
    assert "- Voice: **2 of 4** · b" in shown


def test_an_answer_says_more_beside_the_levels_and_nothing_of_what_does_not_compare() -> None:
    more = compared(CountChange("errors", 600, 900))
    assert "-# Beside “First” · errors 6 → 9" in more
    assert "fewer" not in more
    for alone in (compared(None), compared(CountChange("errors", 900, 600))):
        assert "Beside" not in alone
        assert "- Order: **3 of 4**" in alone


def test_a_level_of_a_criterion_that_was_not_given_is_left_out() -> None:
    what = answered("x", levels={1: 2})
    assert texts(answers.answered(what)).count(" of 4") == 1


@pytest.mark.parametrize("hostile", ["@everyone <@1> **bold** https://evil.example discord.gg/x"])
def test_what_was_typed_stays_plain(hostile: str) -> None:
    given = feedback("x", works=hostile, change=hostile, question=hostile, reply=hostile)
    what = Answered(given, request("x", title=hostile, work=hostile, question=hostile))
    desk = Desk(what.request or request("x"), NOW, None, {}, None, NOW)
    cards = [
        answers.answered(what),
        answers.for_helper(what),
        answers.reply(what),
        answers.waits(what.request, CommunityId(1)),
        answers.reply_waits(what.request, CommunityId(1)),
        render.desk(desk),
        render.given(Given(what, late=True, author_nudges=Nudges.OFF)),
    ]
    for card in cards:
        shown = texts(card)
        assert "@everyone" not in shown
        assert "<@1>" not in shown
        assert "**bold**" not in shown
        assert "discord.gg" not in shown


def test_an_anonymous_author_is_named_nowhere() -> None:
    asked = request("x", anonymous=True, user_id=UserId(777))
    what = Answered(feedback("x", asked_by=UserId(777)), asked)
    landings = [
        Landing(Where.PRIVATE),
        Landing(Where.PRIVATE, trouble=Trouble.GONE),
        Landing(Where.PRIVATE, direct=True),
    ]
    given = Given(what, late=False, author_nudges=Nudges.ON)
    cards = [
        render.desk(Desk(asked, NOW, held_until=NOW + timedelta(minutes=45))),
        *(render.given(given, landing) for landing in landings),
        answers.for_helper(what),
        answers.reply(what),
    ]
    for card in cards:
        assert "777" not in str(card.to_components())
    kept = answers.reply_kept(what, Landing(Where.PRIVATE))
    assert "without your name" in texts(kept)
    form = answers.reply_form(answers.ReplyToFeedback(feedback_id=1), what, {})
    assert "without your name" in str(form.to_dict())


def test_people_who_deleted_their_data_have_no_name() -> None:
    orphan = Answered(feedback("x", given_by=NOBODY, request_id=None), None)
    shown = readable(list(walk(answers.answered(orphan).to_components())))
    assert "An answer by somebody who left" in shown
    assert "the words went with them" in shown
    for label in ("Ask again", "Reply", "Report"):
        assert label not in shown
    both = replace(orphan, feedback=feedback("x", asked_by=NOBODY))
    for what in (orphan, both):
        assert "<@0>" not in texts(answers.reply(what))
    left = answers.waits(None, CommunityId(5))
    assert texts(left).startswith("An answer waits for you")
    helper = answers.reply_waits(None, CommunityId(5))
    assert texts(helper).startswith("A reply to your answer waits for you")
    given = render.given(Given(orphan, late=False, author_nudges=Nudges.OFF))
    assert "on its way" in texts(given)


def test_a_score_of_ones_own_is_rated_by_nobody() -> None:
    own = Answered(feedback("x", given_by=UserId(ID)), request("x", kind=RequestKind.SELF))
    shown = readable(list(walk(answers.answered(own).to_components())))
    assert "Your own look" in shown
    assert "Rate" not in shown
    assert "Reply" not in shown
    assert "Make it my adjustment" in shown


def test_names_of_threads() -> None:
    assert render.thread_name(request("x", title="  My\n essay ")) == "My essay"
    assert 0 < len(render.thread_name(request("x", title="y" * 200))) <= 100
    assert render.thread_name(request("x", title="", work="")) == render.UNTITLED


@pytest.mark.parametrize("audience", list(Audience))
def test_the_helper_knows_who_will_read_it(audience: Audience) -> None:
    desk = Desk(request("x", audience=audience, asked=UserId(5)), NOW)
    said = "thread under its card" if audience is Audience.ANYONE else "Only whoever asked"
    assert said in texts(render.desk(desk))


def test_a_server_without_a_card_has_an_address() -> None:
    assert render.card_url(request("x", card=None)) == f"https://discord.com/channels/{ID}"
