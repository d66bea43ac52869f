"""What somebody hears who joins or leaves a challenge, and why they sometimes cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.challenges import Draw, Mode
from bot.domain.participations import (
    JoinTooLate,
    NoSince,
    NoSuchTeam,
    NothingToJoin,
    NotTakingPart,
    TakenOff,
)
from bot.domain.settings import Visibility
from bot.render.card import WARNING, button, buttons, card, text
from bot.render.challenge_presses import (
    GroupMe,
    JoinChallenge,
    JoinTeam,
    LeaveChallenge,
    ShowChallenge,
    TakeOff,
)
from bot.render.challenge_rules import say_terms
from bot.render.challenges import say_pending, say_span, say_when
from bot.render.text import inert, mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from discord import ui

    from bot.domain.challenges import Challenge
    from bot.domain.participations import Joined, Left, TeamChoice
    from bot.render.card import Card

TEAMS_IN_A_ROW = 4


def joined(shown: Joined) -> Card:
    """Confirm privately, and say what the board will show."""
    challenge = shown.challenge
    name = f"“{inert(challenge.title)}”"
    return card(
        text(f"### You are in: {name}" if shown.is_new else f"### You take part in {name}"),
        text(*_what_now(shown)),
        text(*_what_is_shown(shown)),
        buttons(
            button("My progress", ShowChallenge(challenge_id=challenge.id)),
            group_button(shown),
            button("Leave", LeaveChallenge(challenge_id=challenge.id)),
        ),
    )


def choose_team(shown: TeamChoice) -> Card:
    """Ask for a team, with how many are in each."""
    challenge = shown.challenge
    made = [
        button(f"Team {number} ({size})", JoinTeam(challenge_id=challenge.id, team=number))
        for number, size in enumerate(shown.sizes, 1)
    ]
    rows = [buttons(*made[at : at + TEAMS_IN_A_ROW]) for at in range(0, len(made), TEAMS_IN_A_ROW)]
    return card(
        text(f"### Which team for “{inert(challenge.title)}”?"),
        text(
            "A team's number is the mean of its people's shares, so small and large teams are "
            "equal, a team of one too. In brackets: how many are in it so far."
        ),
        *rows,
    )


def left(shown: Left) -> Card:
    """Confirm privately that somebody left, and say how to come back."""
    challenge = shown.challenge
    back = None
    if shown.back_until:
        back = f"You are welcome back until {say_when(shown.back_until)}: your days are not lost."
    return card(
        text(f"### You left “{inert(challenge.title)}”"),
        text(
            "You are on no board of it and in no sum any more; the board shows that within some "
            "minutes. Your logs stay as they are.",
            back,
        ),
        buttons(button("Join again", JoinChallenge(challenge_id=challenge.id))) if back else None,
    )


def ask_take_off(challenge: Challenge, user_id: int) -> Card:
    """Ask a moderator once before somebody is taken off a board."""
    press = TakeOff(challenge_id=challenge.id, user_id=user_id)
    return card(
        text(f"### Take {mention(user_id)} off “{inert(challenge.title)}”?"),
        text(
            "They leave the board and its sums, and cannot join this challenge again. "
            "Their logs stay theirs. A word to them from you is kinder than finding out."
        ),
        buttons(button("Take them off", press)),
        accent=WARNING,
    )


def taken_off(challenge: Challenge, user_id: int) -> Card:
    """Tell the moderator that it is done."""
    return card(
        text(f"{mention(user_id)} is off the board of “{inert(challenge.title)}”."),
        text("-# The board in the channel shows it within some minutes."),
    )


def group_button(shown: Joined) -> ui.Button[Any] | None:
    """Offer to be shown among those who began at about the same time, or to stop that."""
    number, grouped = shown.challenge.id, shown.participant.grouped
    if grouped:
        return button("Show me among everybody", GroupMe(challenge_id=number, on=0))
    if not shown.can_group or shown.challenge.mode is not Mode.ALONE:
        return None
    return button("Group me by where I started", GroupMe(challenge_id=number, on=1))


def _what_now(shown: Joined) -> Iterator[str]:
    challenge = shown.challenge
    goal = f"Your target: {say_terms(challenge, shown.terms)}."
    if challenge.mode is Mode.TOGETHER:
        goal = f"Our goal: {say_terms(challenge, shown.terms)}, all of us as one."
    yield f"{say_span(challenge)}, by your own days. {goal}"
    if pending := say_pending(challenge, shown.terms):
        yield pending
    if shown.participant.team:
        yield f"You are in team {shown.participant.team}."
    elif challenge.draw is Draw.DRAWN:
        yield "Teams are drawn when it begins."
    if not shown.has_practice:
        yield "You have no practice yet: `/start` gives you one, and then logging counts."
    elif not shown.has_unit:
        yield (
            f"None of your practices is counted in {inert(challenge.unit)}: `/practice add` gives "
            "you one, and then logging counts."
        )


def _what_is_shown(shown: Joined) -> Iterator[str]:
    yield (
        "**What the board shows of you:** your name, what you reached or improved, and for how "
        "many weeks you have been practising. Nothing else of your logs."
    )
    if shown.visibility is Visibility.PRIVATE:
        yield (
            "You stay private everywhere else: joining is your consent for this board only, "
            "and leaving takes it back."
        )
    if shown.participant.grouped:
        yield "You stand among those who began at about the same time as you."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    JoinTooLate: lambda refusal: (
        f"“{inert(refusal.title)}” could be joined until {say_when(refusal.until)}. "
        "`/challenge list` shows what else is open; the next one is sure to come."
    ),
    NothingToJoin: lambda refusal: (
        f"“{inert(refusal.title)}” has ended. `/challenge list` shows what is open now."
    ),
    TakenOff: lambda refusal: (
        f"A moderator took you off “{inert(refusal.title)}”, so it cannot be joined again. "
        "If that seems wrong to you, write to them. Other challenges are open to you."
    ),
    NotTakingPart: lambda refusal: (
        f"No part is taken in “{inert(refusal.title)}” just now, so there is nothing to change. "
        "`/challenge join` is the way in."
    ),
    NoSuchTeam: lambda refusal: (
        f"“{inert(refusal.title)}” has no such team. `/challenge join` shows those there are."
    ),
    NoSince: lambda refusal: (
        f"To be grouped in “{inert(refusal.title)}”, tell me since when you practise: `/start`, "
        "step “Where I start from”. Until then you stand among everybody."
    ),
}
