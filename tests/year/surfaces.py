"""What each surface tells of one practice, read off its words."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBERS = re.compile(r"Streak(?: now)?: \**(\d+) days?\**")
_KEPT = re.compile(r"[Pp]lan kept(?: in four weeks)?: (?:\d+ % \((\d+) of (\d+)\)|new)")
_PERCENT = re.compile(r"[Pp]lan kept(?: in four weeks)?: (\d+) %")
_STRENGTH = re.compile(r"Strength: (\d+) %")
_BEST = re.compile(r"best (?:streak of )?(\d+) days?")
_COMEBACKS = re.compile(r"Comebacks: (\d+), typically after ([\d.]+) days?")


class Told(NamedTuple):
    """What a surface tells; None for what it is silent about."""

    streak: int | None
    kept: tuple[int, int] | None
    percent: int | None
    strength: int | None
    best: int | None
    comebacks: tuple[int, float] | None


def told(words: str) -> Told:
    """Read the words of one practice."""
    streak, kept, percent = _NUMBERS.search(words), _KEPT.search(words), _PERCENT.search(words)
    strength, best = _STRENGTH.search(words), _BEST.search(words)
    comebacks = _COMEBACKS.search(words)
    return Told(
        streak=int(streak[1]) if streak else None,
        kept=_pair(kept) if kept else None,
        percent=int(percent[1]) if percent else None,
        strength=int(strength[1]) if strength else None,
        best=int(best[1]) if best else None,
        comebacks=(int(comebacks[1]), float(comebacks[2])) if comebacks else None,
    )


def about(name: str, words: str, names: tuple[str, ...]) -> str:
    """Cut out what a card says of one of several practices."""
    start = words.index(f"**{name}**")
    ends = [at for other in names if (at := words.find(f"**{other}**", start + 1)) > start]
    return words[start : min(ends, default=len(words))]


def _pair(found: re.Match[str]) -> tuple[int, int]:
    return (int(found[1]), int(found[2])) if found[1] else (0, 0)
