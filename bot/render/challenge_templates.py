"""What the challenges that ship are called, and what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.rotations import ThemeWords

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, ThemeWords] = {
    "show-up": ThemeWords(
        "Show-up week",
        "Five days this week, begin. Any amount counts: three minutes with the book open is a "
        "day. What you get better at here is starting, and starting is what makes the rest easy.",
    ),
    "feedback": ThemeWords(
        "Feedback week",
        "Twice this week, look at somebody's work and say one thing that works and one thing to "
        "try next. You will see your own work with other eyes afterwards. /feedback queue shows "
        "who waits.",
    ),
    "transfer": ThemeWords(
        "Transfer week",
        "Practise the same thing in three different places: another room, outdoors, with "
        "somebody, without notes. What works in three places is yours. Say where with the option "
        "where of /log.",
    ),
    "back-from-break": ThemeWords(
        "Back-from-break week",
        "Two days, and small on purpose. After a break the first sessions feel rusty; that is "
        "how it is for everybody and it passes. Do less than you could, and stop while you still "
        "like it.",
    ),
    "quiet": ThemeWords(
        "Quiet week",
        "A week to recover. Keep to your minimum and no further: a day counts when nothing was "
        "missed and nothing was overdone. What was learned settles while you rest.",
    ),
    "experiment": ThemeWords(
        "Experiment week",
        "Try one way of practising that you never tried, and write down what came of it, also if "
        "it was nothing. /wisdom search shows what others tried; /wisdom applied notes yours.",
    ),
    "fundamentals": ThemeWords(
        "Fundamentals week",
        "On three days, choose one small spot that everything else rests on: one sound, one move, "
        "one kind of sentence. Name it with the option focus of /log and stay with it.",
    ),
}
"""By the name of the template."""

TITLES: Mapping[str, str] = {name: words.title for name, words in WORDS.items()}
