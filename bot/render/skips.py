"""What a rest holds and what a skipped day comes to, in words, before it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.verdicts import Verdict
from bot.render.text import count, inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.ids import PracticeId
    from bot.domain.resting import MaySkip
    from bot.domain.skips import CutWeek, Forgiveness, Held, Skip
    from bot.domain.verdicts import JudgedWeek


def say_held(held: Held, this_week: Mapping[PracticeId, JudgedWeek]) -> Iterator[str]:
    """Say what a rest means for one practice."""
    name = f"**{inert(held.practice.name)}**"
    if held.blocks:
        yield f"{name}: {count(held.blocks, 'planned block')} in it, and none can be missed."
    for cut in held.weeks:
        now = this_week.get(held.practice.id)
        done = now.done if now and now.week == cut.week else None
        yield f"{name}, week {cut.week.number}: {_say_cut(cut, done)}"
    if not held.blocks and not held.weeks:
        yield f"{name}: nothing is planned on these days."


def say_forgiveness(left: Forgiveness) -> str:
    """Say whether one miss may still be forgiven."""
    span = "this week" if left.by_week else "these four weeks"
    return (
        f"One miss {span} is still forgiven."
        if left.is_left
        else (f"The one miss that {span} may have is used up.")
    )


def say_skip(each: MaySkip) -> str:
    """Answer "may I skip tomorrow?" with what happens to the streak."""
    skip = each.skip
    if skip is None:
        return "Tomorrow: nothing is planned."
    if skip.week:
        return _say_skip_of_times(each, skip, skip.week)
    if not skip.is_planned:
        return _say_chance(each, skip)
    if skip.verdict is Verdict.REST:
        return "Tomorrow rests."
    if skip.verdict not in _SKIPS and skip.verdict is not Verdict.MISSED:
        return "Tomorrow: nothing is planned, so it is free."
    return _ask(skip, _say_consequence(each, skip))


def _say_cut(cut: CutWeek, done: int | None) -> str:
    """Say what a week needs; ``done`` is told of the current one alone."""
    if not cut.needed:
        return f"nothing is needed instead of {cut.usually}."
    needed = f"{cut.needed} needed"
    needed += " as ever" if cut.needed == cut.usually else f" instead of {cut.usually}"
    if done is None:
        return f"{needed}."
    if done < cut.needed:
        left = f"{count(cut.left, 'day')} left for it" if cut.left else "no day left for it"
        return f"{needed}, {done} done so far, {left}."
    return f"{needed}, and {done} done so far."


def _ask(skip: Skip, answer: str) -> str:
    if not skip.if_today:
        return f"Skip tomorrow? {answer}"
    if answer.startswith(_YES):
        return f"Skip tomorrow? {_YES}, if today is kept{answer.removeprefix(_YES)}"
    return f"Skip tomorrow? If today is kept, {answer[0].lower()}{answer[1:]}"


def _say_consequence(each: MaySkip, skip: Skip) -> str:
    left = each.forgiveness
    if skip.verdict is Verdict.MISSED:
        return _anew(each.streak)
    if skip.verdict is Verdict.FORGIVEN and not left.is_left:
        span = "next week" if left.by_week else "in the next four weeks"
        return f"It would be the one miss that is forgiven {span}."
    return _SKIPS[skip.verdict]


def _say_chance(each: MaySkip, skip: Skip) -> str:
    """Say what a day without a block could make up for."""
    if skip.verdict is not Verdict.MISSED:
        return "Tomorrow: nothing is planned. Your minimum on it would make up for a miss."
    what = f"your streak of {count(each.streak, 'day')} would start anew"
    return "Tomorrow: nothing is planned, yet it is the last day to make up for a miss" + (
        f". Without it, {what}." if each.streak else "."
    )


def _say_skip_of_times(each: MaySkip, skip: Skip, week: JudgedWeek) -> str:
    stands = f"{week.done} of {week.needed} by then, {count(skip.left, 'day')} left after it"
    verdict = skip.verdict
    if verdict is Verdict.REST:
        return f"Tomorrow rests: {stands}."
    if verdict is Verdict.MISSED:
        return _ask(skip, f"{stands}: too few. {_anew(each.streak)}")
    words = {
        Verdict.OWED: f"Yes: {stands}.",
        Verdict.FORGIVEN: f"It would take the miss that is allowed: {stands}.",
        Verdict.TRAVEL: "Yes: the time zone changed, so this week cannot be missed.",
    }
    return _ask(skip, words.get(verdict, f"Yes, the week has what it needs: {stands}."))


def _anew(streak: int) -> str:
    if not streak:
        return "It would be a miss, and there is no streak to lose."
    return f"It would be a miss: your streak of {count(streak, 'day')} would start anew."


_YES = "Yes"
_SKIPS: Mapping[Verdict, str] = {
    Verdict.TRAVEL: "Yes: the time zone changed, so it cannot be missed.",
    Verdict.MOVED: "Yes: an extra day of this week makes up for it.",
    Verdict.FORGIVEN: "It would be forgiven, and the forgiveness is used up then.",
    Verdict.OWED: "You could still make up for it on a free day of the week.",
}
