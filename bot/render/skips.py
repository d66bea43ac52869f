"""What a rest holds and what a skipped day comes to, in words, before it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.verdicts import Verdict
from bot.render.text import count, inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.ids import PracticeId
    from bot.domain.resting import MaySkip
    from bot.domain.skips import CutWeek, Forgiveness, Held
    from bot.domain.verdicts import JudgedWeek


def say_held(held: Held, this_week: Mapping[PracticeId, JudgedWeek]) -> Iterator[str]:
    """Say what a rest means for one practice."""
    name = f"**{inert(held.practice.name)}**"
    if held.blocks:
        yield f"{name}: {count(held.blocks, 'planned block')} in it, and none can be missed."
    for cut in held.weeks:
        yield f"{name}, week {cut.week.number}: {_say_cut(cut, this_week.get(held.practice.id))}"
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
        return _say_skip_of_times(each, skip.week, skip.left)
    if skip.verdict is Verdict.MISSED:
        return f"Skip tomorrow? {_anew(each.streak)}"
    return _SKIPS.get(skip.verdict, "Tomorrow: nothing is planned, so it is free.")


def _say_cut(cut: CutWeek, now: JudgedWeek | None) -> str:
    if not cut.needed:
        return f"nothing is needed instead of {cut.usually}."
    done = ""
    if now and now.week == cut.week:
        done = f", {now.done} done so far"
    same = (
        f"{cut.needed} still needed"
        if cut.needed == cut.usually
        else (f"{cut.needed} needed instead of {cut.usually}")
    )
    return f"{same}{done}."


def _say_skip_of_times(each: MaySkip, week: JudgedWeek, left: int) -> str:
    stands = f"{week.done} of {week.needed} by then, {count(left, 'day')} left after it"
    verdict = each.skip.verdict if each.skip else Verdict.OPEN
    if verdict is Verdict.REST:
        return f"Tomorrow rests: {stands}."
    if verdict is Verdict.MISSED:
        return f"Skip tomorrow? {stands}: too few. {_anew(each.streak)}"
    words = {
        Verdict.OWED: f"Yes: {stands}.",
        Verdict.FORGIVEN: f"It would take the miss that is allowed: {stands}.",
        Verdict.TRAVEL: "Yes: the time zone changed, so this week cannot be missed.",
    }
    return f"Skip tomorrow? {words.get(verdict, f'Yes, the week has what it needs: {stands}.')}"


def _anew(streak: int) -> str:
    if not streak:
        return "It would be a miss, and there is no streak to lose."
    return f"It would be a miss: your streak of {count(streak, 'day')} would start anew."


_SKIPS: Mapping[Verdict, str] = {
    Verdict.REST: "Tomorrow rests.",
    Verdict.TRAVEL: "Skip tomorrow? Yes: the time zone changed, so it cannot be missed.",
    Verdict.MOVED: "Skip tomorrow? Yes: an extra day of this week makes up for it.",
    Verdict.FORGIVEN: "Skip tomorrow? It would be forgiven, and the forgiveness is used up then.",
    Verdict.OWED: "Skip tomorrow? You could still make up for it on a free day of the week.",
}
