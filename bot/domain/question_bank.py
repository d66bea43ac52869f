"""The questions that the product brings: part of its method, so they stand beside the rules.

A service chooses among them and stores the text that was asked, which is why they are not in
``bot.render``. Three for every theme, in rounds, so that neighbouring weeks ask about other things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.questions import Question, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

_BANK: Mapping[Theme, tuple[str, str, str]] = {
    Theme.CONDITIONS: (
        "Look at your best block of the week. What happened in the hour before it?",
        "Where were you, and what was out of reach, when the work went well?",
        "What could you set up tonight so that tomorrow's block nearly starts itself?",
    ),
    Theme.LOVE: (
        "Which minute of this week's practice would you have done for its own sake?",
        "What do you look forward to before you begin?",
        "What did you notice this week that only somebody who practises this would notice?",
    ),
    Theme.SETBACK: (
        "What did the block that went badly show you that a smooth one would have hidden?",
        "Which miss of this week has a cause you can name? What would take it away?",
        "Where did your plan meet your real week, and which of the two should change?",
    ),
    Theme.GRATITUDE: (
        "Who made this week's practice easier, perhaps without knowing it?",
        "Which tool, place or hour served you well this week?",
        "Which piece of somebody's advice are you still using?",
    ),
    Theme.FUNDAMENTALS: (
        "Which basic would a careful beginner have done better than you this week?",
        "If you could practise only one fundamental next week, which would it be?",
        "Slow the hardest part down by half. Which basic is missing in it?",
    ),
    Theme.ORIGIN: (
        "What made you begin? Is it still the reason why you carry on?",
        "What would the person you were on the first day want to hear about this week?",
        "Which reason for practising has grown since you began, and which has faded?",
    ),
    Theme.COMFORT_ZONE: (
        "Which exercise do you keep choosing because you already can do it?",
        "What did you try this week that could have failed in front of somebody?",
        "Which smallest step beyond what feels safe would still fit into ten minutes?",
    ),
    Theme.TRANSFER: (
        "Where outside your practice did you use what you practise?",
        "Which habit from another part of your life would help here?",
        "In which new place, or with whom, could you try your skill next week?",
    ),
    Theme.PATIENCE: (
        "Where did you get bored, and what had you stopped paying attention to by then?",
        "What are you trying to finish faster than it can be learnt?",
        "Which dull part, done slowly and with care, would lift everything else?",
    ),
    Theme.HELPED: (
        "Whom did you help this week, and what did explaining it show you?",
        "Whose work did you look at closely, and what did you tell them?",
        "Who here stands where you once stood? What would you have liked to hear then?",
    ),
    Theme.A_YEAR_AGO: (
        "What is easy today that was hard a year ago, or on the day you began?",
        "If you repeated an exercise from a year ago, where would the difference show first?",
        "What did you believe about your craft a year ago that you no longer believe?",
    ),
    Theme.NEW_APPROACH: (
        "If your usual way were closed for a week, how would you practise?",
        "What did you change on purpose this week, and what changed with it?",
        "Whose way of working would you borrow for three blocks, just to see?",
    ),
    Theme.BALANCE: (
        "At which time of day did the work feel light, and what else was true then?",
        "What did practice take the place of this week, and was it a fair trade?",
        "What would a lighter week look like that still keeps the thread?",
    ),
    Theme.TEACH: (
        "What could you teach in five minutes that took you weeks to find out?",
        "Which of your mistakes would make a good first lesson for somebody else?",
        "What do you do well without being able to explain it yet?",
    ),
}

LOVED = Question("What do you love about it?", Theme.LOVE)
"""Not in turn with the others: every fourth reflection of a member asks it."""

SHIPPED: tuple[Question, ...] = tuple(
    Question(text, theme)
    for round_ in zip(*_BANK.values(), strict=True)
    for theme, text in zip(_BANK, round_, strict=True)
)
