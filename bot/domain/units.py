"""The words after a number: which mean time, which count times, and which mean the same."""

import re

from bot.domain.names import name_key

MINUTE = "min"
DONE = "done"
TIMES = "times"
# Where a minimum was reached, however it is said; ticks among them.
YES = frozenset({"done", "yes", "\u2713", "\u2714", "\u2705", "\u2611"})
TIMES_WORDS = frozenset({"x", "\u00d7", "time", "times"})
MINUTES = frozenset({"m", "min", "mins", "minute", "minutes"})
HOURS = frozenset({"h", "hr", "hrs", "hour", "hours"})
SECONDS = frozenset({"s", "sec", "secs", "second", "seconds"})
METRES = frozenset({"m", "metre", "metres", "meter", "meters"})
# What is measured to the third decimal by some, and counted in thousands by nobody.
MEASURES = frozenset(
    {
        *("min", "km", "kilometre", "kilometres", "kilometer", "kilometers", "mi", "mile", "miles"),
        *("kg", "lb", "lbs", "l", "litre", "litres", "liter", "liters"),
    }
)
# "10k" alone may be thousands or kilometres, "3x pages" times or pages.
NO_UNITS = frozenset({"k", "x"})
BY_THE_THOUSAND = ("word", "character", "step")
PLURALS = ("s", "es", "e", "n", "en")

# "minuts", "Minuten", "minutos": misspelt, or of another language.
_MINUTES = re.compile(r"minut\w{0,2}")


def is_time(key: str) -> bool:
    """Whether the word, as `name_key` gives it, means minutes or hours."""
    return key in MINUTES or key in HOURS or _MINUTES.fullmatch(key) is not None


def is_counted_by_the_thousand(word: str) -> bool:
    """Whether "10k" of the unit means ten thousand, and never ten kilometres."""
    return any(same_unit(word, unit) for unit in BY_THE_THOUSAND)


def first_word(key: str) -> str:
    """Give what stands before the first space, slash, stop or comma."""
    return re.split(r"[\s/.,]", key, maxsplit=1)[0]


def same_unit(one: str, other: str) -> bool:
    """Whether two unit words read the same, in any case, singular or plural."""
    short, long = sorted((name_key(one), name_key(other)), key=len)
    if short == long or (short.endswith("y") and long == short[:-1] + "ies"):
        return True
    return len(short) > 2 and any(long == short + ending for ending in PLURALS)  # noqa: PLR2004 - "min" is no plural of "mi"
