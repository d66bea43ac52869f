"""The rubrics that the product brings: part of its method, so they stand beside the rules.

Scores name versions by id, so what was shipped once stays: a better text is added to `_BANK` as the
next version of its rubric, and takes the place of the one before. Ids are small numbers, which
Discord's never are: rubric 1 has the versions 101, 102, and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import RubricId, RubricVersionId
from bot.domain.rubrics import Criterion, RubricVersion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.rubrics import Criteria

_IDS_PER_RUBRIC = 100

_WRITING = (
    Criterion(
        "A point that can be told",
        (
            "Several topics; after reading, two people would name different points",
            "The topic is clear; what is said about it has to be guessed",
            "One sentence holds the point, and most paragraphs serve it",
            "The point is clear early, and every paragraph moves it forward",
        ),
    ),
    Criterion(
        "Order",
        (
            "Paragraphs could change places and nothing would be missed",
            "There is a line, with jumps that a reader has to bridge alone",
            "Each paragraph follows from the one before; one or two joints creak",
            "Each paragraph answers the question that the last one raised",
        ),
    ),
    Criterion(
        "Concrete detail",
        (
            "General words throughout: nothing to see, count or check",
            "An example or two, told in general words",
            "Most claims stand on an example, a scene or a number",
            "Details carry the text: without them the point would not stand",
        ),
    ),
    Criterion(
        "Sentences",
        (
            "Many sentences have to be read twice to be understood",
            "Mostly clear; long ones hide who does what",
            "Clear at first reading; some words could go without loss",
            "Clear, varied in length, and no word that could go",
        ),
    ),
    Criterion(
        "The reader",
        (
            "Takes for granted what the reader cannot know",
            "Explains some terms; the reader's questions stay open",
            "Answers most questions a reader would have, where they arise",
            "Tells the reader why it matters to them, and what to do with it",
        ),
    ),
)
_CODE = (
    Criterion(
        "Does what it should",
        (
            "The main case does not run yet",
            "The main case works; empty or unusual input breaks it",
            "Works for usual and unusual input; failures are not handled yet",
            "Works, and every failure ends in a clear state or message",
        ),
    ),
    Criterion(
        "Can be read",
        (
            "Names do not tell what things are; a reader has to run it to follow",
            "Names help here and there; long parts need an explanation",
            "Reads from top to bottom; one or two spots need a second look",
            "Names and order tell the story; comments say why, not what",
        ),
    ),
    Criterion(
        "Shape",
        (
            "One long piece; a change anywhere touches everything",
            "Split into parts that know a lot about each other",
            "Parts with one task each; a few lines stand twice",
            "A likely change would touch one small place",
        ),
    ),
    Criterion(
        "Shown to work",
        (
            "Tried by hand, or not yet",
            "Tests run the main case, without checking much of the outcome",
            "Tests check the main case and some edges",
            "Tests name the rules they hold, and fail when one is broken",
        ),
    ),
    Criterion(
        "Ready for the next person",
        (
            "How to start it is known to its author alone",
            "It starts with some help; what it is for has to be asked",
            "A note says what it is for and how to start it",
            "A stranger could run it, try it and change it within an hour",
        ),
    ),
)
_PERFORMANCE = (
    Criterion(
        "Pulse and pace",
        (
            "The pace changes where it was not meant to, and stops happen",
            "Steady in easy passages; hard ones slow down or rush",
            "Steady throughout; pauses are a little short or long",
            "The pace serves the piece: pauses and changes are chosen",
        ),
    ),
    Criterion(
        "Clean and clear",
        (
            "Many notes or words get lost",
            "Most come through; fast or quiet passages blur",
            "Clear throughout, with slips that do not stop the flow",
            "Every note or word can be heard, at any speed and volume",
        ),
    ),
    Criterion(
        "Shape",
        (
            "One volume and colour from start to end",
            "Some changes of volume or colour, at places that seem random",
            "Phrases rise and fall; the high point can be heard",
            "Each phrase leads somewhere, and the whole has one arc",
        ),
    ),
    Criterion(
        "Body and voice at ease",
        (
            "Effort can be seen or heard: held breath, raised shoulders, strain",
            "At ease in easy passages; hard ones tighten",
            "At ease nearly throughout, and back at ease quickly after a slip",
            "At ease also where it is hardest; nothing is spent in vain",
        ),
    ),
    Criterion(
        "Reaching the listener",
        (
            "Turned to the page or the hands; listeners look on from outside",
            "Now and then turned to the listeners",
            "Mostly turned to the listeners; the mood can be felt",
            "Speaks to the listeners, who could say what it was about for them",
        ),
    ),
)
_DESIGN = (
    Criterion(
        "Purpose",
        (
            "What it is for cannot be seen",
            "What it is for can be guessed after a while",
            "Its purpose and first step are seen within a few seconds",
            "Its purpose is seen at once, and everything in it serves it",
        ),
    ),
    Criterion(
        "Where the eye goes",
        (
            "Everything is equally loud; the eye finds no start",
            "There is a start; after it the eye wanders",
            "First, second and third can be told apart",
            "The eye goes in the order that the task needs",
        ),
    ),
    Criterion(
        "Space and alignment",
        (
            "Distances and edges differ without a reason",
            "Groups can be made out; edges or distances are off in places",
            "A grid can be seen; few things leave it",
            "Near means related, far means apart, and every edge has its line",
        ),
    ),
    Criterion(
        "Type and colour",
        (
            "Hard to read somewhere: too small, too pale or too many kinds",
            "Readable; more kinds of type or colour than there are meanings",
            "Few kinds, each with one meaning; contrast is enough nearly everywhere",
            "Readable for everybody, in bright light too; each kind means one thing",
        ),
    ),
    Criterion(
        "In use",
        (
            "It has not been tried by anybody else",
            "Others get through with help",
            "Others get through alone; one place makes them stop",
            "Others get through alone, and see what happened after each step",
        ),
    ),
)
# Rubrics by id, the versions of each oldest first.
_BANK: Mapping[int, tuple[tuple[str, Criteria], ...]] = {
    1: (("Writing", _WRITING),),
    2: (("Code", _CODE),),
    3: (("Music or speaking", _PERFORMANCE),),
    4: (("Design", _DESIGN),),
}


def _version(rubric: int, number: int, name: str, criteria: Criteria) -> RubricVersion:
    return RubricVersion(
        id=RubricVersionId(rubric * _IDS_PER_RUBRIC + number),
        rubric_id=RubricId(rubric),
        community_id=None,
        number=number,
        name=name,
        criteria=criteria,
    )


_VERSIONS: Mapping[RubricVersionId, RubricVersion] = {
    version.id: version
    for rubric, texts in _BANK.items()
    for number, (name, criteria) in enumerate(texts, 1)
    for version in (_version(rubric, number, name, criteria),)
}
# The newest version of each; later ones of a rubric overwrite earlier ones.
_NEWEST: Mapping[RubricId, RubricVersion] = {
    version.rubric_id: version for version in _VERSIONS.values()
}
SHIPPED: tuple[RubricVersion, ...] = tuple(_NEWEST.values())
"""The newest version of every rubric that the product brings."""


def shipped_version(version_id: int) -> RubricVersion | None:
    """Return a version that was ever shipped."""
    return _VERSIONS.get(RubricVersionId(version_id))


def shipped_rubric(rubric_id: int) -> RubricVersion | None:
    """Return the newest version of a shipped rubric."""
    return _NEWEST.get(RubricId(rubric_id))
