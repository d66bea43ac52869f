"""The people of the demo, what they practise, and how their ten weeks went."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.settings import Visibility

WEEKS = 10
NEWCOMER = "Kim"


@dataclass(frozen=True, slots=True)
class Habit:
    """One practice of the demo, and how it was kept.

    ``kept`` has one digit for each of ten weeks and for the present one, oldest first: how many of
    nine planned blocks are kept. ``small`` are amounts below the minimum.
    """

    name: str
    minimum: str
    days: str
    amounts: tuple[str, ...]
    kept: str
    skill: str
    small: tuple[str, ...] = ()
    why: str = ""
    goal: str = ""
    places: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Character:
    """One member of the demo; ``reflects`` and ``shares`` are weeks, the first is 1."""

    name: str
    zone: str
    habits: tuple[Habit, ...]
    visibility: Visibility = Visibility.OPEN
    on_boards: bool = True
    is_moderator: bool = False
    reflects: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()
    since: str = ""
    weekly_hours: str = ""


CAST = (
    Character(
        name="Maya",
        zone="Europe/Berlin",
        is_moderator=True,
        reflects=frozenset(range(1, 11)),
        shares=frozenset({2, 6, 10}),
        since="2 years",
        weekly_hours="3",
        habits=(
            Habit(
                name="Morning pages",
                minimum="400 words",
                days="weekdays",
                amounts=("420 words", "510 words", "400 words", "640 words"),
                kept="78889999899",
                skill="writing",
                why="To hear what I think before the day does.",
                goal="Start before I open my mail",
                places=("kitchen", "train"),
                notes=("The second page is where it gets honest.", "Slow, but all of it mine."),
            ),
            Habit(
                name="Reading",
                minimum="10 pages",
                days="every day",
                amounts=("12 pages", "10 pages", "25 pages"),
                small=("4 pages", "6 pages"),
                kept="56677878788",
                skill="reading",
            ),
        ),
    ),
    Character(
        name="Tomás",
        zone="America/Bogota",
        reflects=frozenset({2, 3, 5, 6, 8, 10}),
        shares=frozenset({5}),
        since="3 months",
        habits=(
            Habit(
                name="Guitar",
                minimum="20 min",
                days="every day",
                amounts=("20 min", "25 min", "40 min", "30 min"),
                small=("10 min",),
                kept="64788899999",
                skill="music",
                why="My father's songs should not end with him.",
                goal="The B section at 80, clean, three times in a row",
                places=("bedroom", "balcony"),
                notes=("Left hand is calmer.", "Metronome at 72, no rushing."),
            ),
        ),
    ),
    Character(
        name="Aiko",
        zone="Asia/Tokyo",
        reflects=frozenset({1, 4, 7, 10}),
        habits=(
            Habit(
                name="Life drawing",
                minimum="1 sketch",
                days="4x a week",
                amounts=("1 sketch", "2 sketches", "3 sketches"),
                kept="87898989989",
                skill="drawing",
                goal="Gesture first, outline last",
                places=("café", "studio"),
                notes=("Hands, again. Fewer lines this time.",),
            ),
        ),
    ),
    Character(
        name="Samir",
        zone="Africa/Cairo",
        visibility=Visibility.PRIVATE,
        on_boards=False,
        reflects=frozenset({3, 6}),
        habits=(
            Habit(
                name="قراءة",
                minimum="10 pages",
                days="mon wed fri",
                amounts=("10 pages", "14 pages"),
                small=("5 pages",),
                kept="99797999999",
                skill="reading",
            ),
        ),
    ),
    Character(
        name="Lena",
        zone="Europe/Vienna",
        reflects=frozenset({1, 2, 3, 5, 7, 8, 10}),
        shares=frozenset({7, 10}),
        since="new",
        habits=(
            Habit(
                name="Algorithms",
                minimum="1 problem",
                days="weekdays",
                amounts=("1 problem", "2 problems"),
                kept="55566778999",
                skill="code",
                why="I want interviews to be a conversation.",
                goal="Say the invariant aloud before typing",
                places=("office", "library"),
                notes=("Two pointers, finally without peeking.", "Wrote the test first."),
            ),
        ),
    ),
    Character(
        name="Ravi",
        zone="Asia/Kolkata",
        reflects=frozenset({3, 8}),
        shares=frozenset({8}),
        habits=(
            Habit(
                name="Public speaking",
                minimum="15 min",
                days="3x a week",
                amounts=("15 min", "20 min"),
                kept="99970099900",
                skill="speaking",
                goal="One pause after every number",
                places=("living room", "park"),
                notes=("First recording since the break. It is fine.",),
            ),
        ),
    ),
    Character(
        name="Noor",
        zone="Europe/London",
        reflects=frozenset({2, 4, 6, 8, 9}),
        since="2021",
        weekly_hours="2",
        habits=(
            Habit(
                name="Violin",
                minimum="30 min",
                days="mon tue thu sat",
                amounts=("30 min",),
                kept="77999999999",
                skill="music",
                places=("practice room",),
                notes=("Intonation in third position.", "Ten calm minutes of scales."),
            ),
        ),
    ),
    Character(
        name="Elif",
        zone="Europe/Istanbul",
        is_moderator=True,
        on_boards=False,
        reflects=frozenset({1, 5, 9, 10}),
        habits=(
            Habit(
                name="Evening review",
                minimum="done",
                days="every day",
                amounts=("done",),
                kept="88999798999",
                skill="teaching",
                why="To end the day on purpose.",
                notes=("One thing I would do again.",),
            ),
        ),
    ),
)
