"""Standards that tests of amounts begin with: of time, of a count, and yes or no."""

from bot.domain.amounts import Standard

TIME = Standard(2000, "min")
WORDS = Standard(40000, "words")
YES_NO = Standard(100, "done")
