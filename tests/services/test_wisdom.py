from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import IdeaId, UserId
from bot.domain.moderation import Suspended
from bot.domain.names import NameTooLong
from bot.domain.places import Place
from bot.domain.skills import TooManyProposed
from bot.domain.wisdom import (
    ApplicationGone,
    AppliedToday,
    IdeaGone,
    IdeaKind,
    IdeaWords,
    NotYourIdea,
    OwnIdea,
    UnknownIdea,
)
from storage import blocks
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.ideas import Ideas

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

CARA, MODERATOR = UserId(13), UserId(99)
WORDS = IdeaWords("Slow first", "Half the speed, then faster.")


@pytest.fixture
def ideas(db: Database, clock: FakeClock) -> Ideas:
    return Ideas.of(db, clock)


async def test_an_idea_is_shared_once_however_often_it_is_sent(ideas: Ideas) -> None:
    caller = act()
    first = await ideas.wisdom.share(caller, IdeaKind.INSIGHT, WORDS)
    again = await ideas.wisdom.share(caller, IdeaKind.INSIGHT, IdeaWords("Other", "words"))
    assert first == again
    assert first.idea.user_id == ANNA
    assert (first.can_now, first.applied, first.outcomes, first.has_left) == (0, 0, (), False)
    assert await ideas.titles() == ["Slow first"]


async def test_an_idea_carries_a_skill_as_practices_do(ideas: Ideas) -> None:
    shared = await ideas.share(skill="  Public  speaking")
    assert shared.skill == "Public speaking"
    assert (await ideas.share("Other", skill="public SPEAKING")).skill == "Public speaking"
    with pytest.raises(NameTooLong):
        await ideas.share(skill="x" * 41)
    for number in range(49):
        await ideas.share(f"Idea {number}", skill=f"Word {number}")
    with pytest.raises(TooManyProposed):
        await ideas.share("One more", skill="One more")
    assert await ideas.titles("one more") == []


async def test_whom_moderators_keep_out_neither_shares_nor_marks_nor_applies(ideas: Ideas) -> None:
    idea = await ideas.share()
    await ideas.suspend(BEN, MODERATOR)
    with pytest.raises(Suspended):
        await ideas.share(user=BEN)
    with pytest.raises(Suspended):
        await ideas.wisdom.mark(act(BEN), idea.id)
    with pytest.raises(Suspended):
        await ideas.wisdom.apply(act(BEN), str(idea.id))


async def test_a_mark_is_given_and_taken_back(ideas: Ideas) -> None:
    idea = await ideas.share()
    caller = act(BEN)
    assert (await ideas.wisdom.mark(caller, idea.id)).can_now == 1
    assert (await ideas.wisdom.mark(caller, idea.id)).can_now == 1  # the same click again
    assert (await ideas.wisdom.mark(act(CARA), idea.id)).can_now == 2
    assert (await ideas.wisdom.mark(act(BEN), idea.id)).can_now == 1


async def test_authors_are_no_listeners_of_their_own(ideas: Ideas) -> None:
    idea = await ideas.share()
    with pytest.raises(OwnIdea):
        await ideas.wisdom.mark(act(), idea.id)
    with pytest.raises(OwnIdea):
        await ideas.wisdom.for_listener(act(), idea.id)
    for name in (str(idea.id), "slow first"):
        with pytest.raises(OwnIdea):
            await ideas.wisdom.apply(act(), name)
    assert (await ideas.wisdom.get(HERE, idea.id)).applied == 0


async def test_an_idea_is_applied_once_a_day_by_each(ideas: Ideas, clock: FakeClock) -> None:
    idea = await ideas.share()
    caller = act(BEN)
    noted = await ideas.wisdom.apply(caller, str(idea.id), "It took\nan hour")
    assert noted.application.happened == "It took an hour"
    assert (noted.shown.applied, noted.shown.outcomes) == (1, ("It took an hour",))
    assert await ideas.wisdom.apply(caller, str(idea.id), "It took\nan hour") == noted
    with pytest.raises(AppliedToday):
        await ideas.wisdom.apply(act(BEN), str(idea.id), "And more")
    clock.advance(timedelta(days=1))
    later = await ideas.wisdom.apply(act(BEN), "SLOW FIRST", "Ten minutes")
    # Twice by one person is one person; the latest words come first.
    assert (later.shown.applied, later.shown.outcomes) == (1, ("Ten minutes", "It took an hour"))
    await ideas.wisdom.apply(act(CARA), str(idea.id))
    assert (await ideas.wisdom.get(HERE, idea.id)).applied == 2


async def test_words_can_follow_on_the_same_day(ideas: Ideas) -> None:
    idea = await ideas.share()
    first = await ideas.wisdom.apply(act(BEN), str(idea.id))
    with pytest.raises(AppliedToday):
        await ideas.wisdom.apply(act(BEN), str(idea.id), "  ")
    said = await ideas.wisdom.apply(act(BEN), str(idea.id), "It worked")
    assert said.application.id == first.application.id
    assert said.shown.outcomes == ("It worked",)
    assert (await ideas.wisdom.noted_today(act(BEN), idea.id)).application.happened == "It worked"


async def test_an_application_can_be_taken_back_by_whoever_made_it(ideas: Ideas) -> None:
    idea = await ideas.share()
    caller = act(BEN)
    noted = await ideas.wisdom.apply(caller, str(idea.id), "It worked")
    for other in (act(CARA), act(BEN, ELSEWHERE)):
        with pytest.raises(ApplicationGone):
            await ideas.wisdom.take_back(other, noted.application.id)
    assert (await ideas.wisdom.take_back(act(BEN), noted.application.id)).applied == 0
    with pytest.raises(ApplicationGone):
        await ideas.wisdom.take_back(act(BEN), noted.application.id)
    with pytest.raises(ApplicationGone):  # the first click, delivered once more
        await ideas.wisdom.apply(caller, str(idea.id), "It worked")
    with pytest.raises(ApplicationGone):
        await ideas.wisdom.noted_today(act(BEN), idea.id)
    assert (await ideas.wisdom.apply(act(BEN), str(idea.id))).shown.applied == 1


async def test_ideas_are_named_by_id_or_title(ideas: Ideas) -> None:
    await ideas.share("42", "The answer")
    assert (await ideas.wisdom.apply(act(BEN), " 42 ")).shown.idea.title == "42"
    for text in ("", "nonsense", "The answer", "9" * 400, str(2**63), "%"):
        with pytest.raises(UnknownIdea) as refused:
            await ideas.wisdom.apply(act(BEN), text)
        assert refused.value.text == text


async def test_only_its_author_takes_an_idea_down(ideas: Ideas) -> None:
    idea = await ideas.share()
    noted = await ideas.wisdom.apply(act(BEN), str(idea.id), "It worked")
    await ideas.wisdom.mark(act(BEN), idea.id)
    with pytest.raises(NotYourIdea):
        await ideas.wisdom.take_down(act(BEN), idea.id)
    with pytest.raises(IdeaGone):
        await ideas.wisdom.take_down(act(community=ELSEWHERE), idea.id)
    assert await ideas.wisdom.take_down(act(), idea.id) == idea
    for gone in (
        ideas.wisdom.take_down(act(), idea.id),
        ideas.wisdom.mark(act(BEN), idea.id),
        ideas.wisdom.get(HERE, idea.id),
    ):
        with pytest.raises(IdeaGone):
            await gone
    with pytest.raises(UnknownIdea):
        await ideas.wisdom.apply(act(BEN), str(idea.id))
    with pytest.raises(ApplicationGone):
        await ideas.wisdom.take_back(act(BEN), noted.application.id)
    assert not await ideas.wisdom.stands(idea, Place(1, 2))


async def test_a_card_is_remembered_by_its_first_place(ideas: Ideas) -> None:
    idea = await ideas.share()
    # Clicked after a crash, before its place was kept.
    assert (await ideas.wisdom.mark(act(BEN), idea.id, Place(1, 2))).idea.card == Place(1, 2)
    assert await ideas.wisdom.stands(idea, Place(3, 4))
    applied = await ideas.wisdom.apply(act(BEN), str(idea.id), card=Place(5, 6))
    assert applied.shown.idea.card == Place(1, 2)
    other = await ideas.share("Other")
    applied = await ideas.wisdom.apply(act(BEN), str(other.id), card=Place(5, 6))
    assert applied.shown.idea.card == Place(5, 6)


async def test_ideas_of_another_community_are_not_there(ideas: Ideas) -> None:
    idea = await ideas.share(community=ELSEWHERE)
    assert await ideas.titles() == []
    assert await ideas.wisdom.offered(act(BEN)) == ()
    with pytest.raises(IdeaGone):
        await ideas.wisdom.mark(act(BEN), idea.id)
    with pytest.raises(UnknownIdea):
        await ideas.wisdom.apply(act(BEN), str(idea.id))


async def test_what_is_hidden_is_nowhere(ideas: Ideas) -> None:
    idea = await ideas.share()
    noted = await ideas.wisdom.apply(act(BEN), str(idea.id))
    await ideas.hide(idea.id)
    assert await ideas.titles("slow") == []
    assert await ideas.wisdom.offered(act(BEN), "slow") == ()
    for gone in (
        ideas.wisdom.get(HERE, idea.id),
        ideas.wisdom.mark(act(BEN), idea.id),
        ideas.wisdom.take_back(act(BEN), noted.application.id),
        ideas.wisdom.take_down(act(), idea.id),
    ):
        with pytest.raises(IdeaGone):
            await gone


async def test_others_ideas_are_offered_while_typing(ideas: Ideas, clock: FakeClock) -> None:
    await ideas.share("Mine", user=BEN)
    for number in range(30):
        await ideas.share(f"Idée {number}")
        clock.advance(timedelta(minutes=1))
    offered = await ideas.wisdom.offered(act(BEN))
    assert [idea.title for idea in offered][:2] == ["Idée 29", "Idée 28"]
    assert len(offered) == 25
    fitting = await ideas.wisdom.offered(act(BEN), "IDEE 8")
    assert [idea.title for idea in fitting] == ["Idée 28", "Idée 18", "Idée 8"]
    assert await ideas.wisdom.offered(act(BEN), "x " * 3_000) == ()
    assert await ideas.wisdom.offered(act(BEN), "%") == ()


async def test_ideas_of_blocked_people_are_not_found_either_way(ideas: Ideas) -> None:
    await ideas.share()
    await ideas.share("Ben's", user=BEN)
    await ideas.members.choose_boards(act(BEN), on=False)
    async with ideas.db.transaction() as tx:
        await blocks.add(tx, HERE, BEN, ANNA, ideas.clock.now())
    assert await ideas.titles(user=BEN) == ["Ben's"]
    assert await ideas.titles(user=ANNA) == ["Slow first"]
    assert await ideas.titles(user=CARA) == ["Ben's", "Slow first"]
    assert await ideas.wisdom.offered(act(BEN)) == ()


async def test_a_stranger_may_look(ideas: Ideas) -> None:
    found = await ideas.wisdom.find(act(CARA), "anything")
    assert (found.ideas, found.number, found.last) == ((), 0, 0)
    with pytest.raises(IdeaGone):
        await ideas.wisdom.get(HERE, IdeaId(7))
