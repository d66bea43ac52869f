"""One community never sees another: every press and every typed id of one, used in the other."""

from __future__ import annotations

import itertools
from enum import Enum, EnumType
from typing import TYPE_CHECKING, Any

import pytest
from discord import app_commands

from bot.domain.adjustments import Source
from bot.domain.ids import CommunityId, UserId
from bot.domain.pieces import PieceKind
from bot.views.doors import SelectDoor
from bot.views.registry import DOORS
from tests.support.lives import live, schema
from tests.support.members import BUTTON, SELECT, Member, Reply
from tests.support.pressing import press_copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.render.presses import Press
    from tests.support.pressing import Part
    from tests.support.world import World

# What every text of a row is; no card shows a day so.
THEIRS = "2026-01-05"
# The table whose row a number on a press names.
TABLES = {
    "after": "rubric_versions",
    "application_id": "applications",
    "before": "rubric_versions",
    "challenge_id": "challenges",
    "draft_id": "drafts",
    "drops": "adjustments",
    "entry_id": "journal_entries",
    "example_id": "examples",
    "feedback_id": "feedback",
    "idea_id": "ideas",
    "import_id": "imports",
    "kudos_id": "kudos",
    "log_id": "logs",
    "norms_id": "norms",
    "plan_id": "plans",
    "practice_id": "practices",
    "question_id": "questions",
    "recovery_id": "recoveries",
    "reflection_id": "reflections",
    "reminder_id": "reminders",
    "report_id": "reports",
    "request_id": "requests",
    "rest_id": "rests",
    "rubric_id": "rubrics",
    "session_id": "sessions",
    "skill_id": "skills",
    "version_id": "rubric_versions",
}
PIECE = frozenset({"piece_id", "source_id"})
PIECES: Mapping[Enum, str] = {
    PieceKind.REQUEST: "request_id",
    PieceKind.FEEDBACK: "feedback_id",
    PieceKind.REPLY: "feedback_id",
    PieceKind.KUDOS: "kudos_id",
    PieceKind.EXAMPLE: "example_id",
    PieceKind.IDEA: "idea_id",
    PieceKind.APPLICATION: "application_id",
    PieceKind.LOG: "log_id",
    PieceKind.REFLECTION: "reflection_id",
    PieceKind.ENTRY: "entry_id",
    PieceKind.MESSAGE: "report_id",
    Source.REFLECTION: "drops",
    Source.FEEDBACK: "feedback_id",
    Source.IDEA: "idea_id",
    Source.SETBACK: "log_id",
}
# Numbers that name no row, and what they are here.
PLAIN = {
    "anyway": 1,
    "page": 0,
    "place": 0,
    "position": 0,
    "shared": 1,
    "week": 2,
    "weeks": 4,
    "year": 2026,
    "calendar_year": 2026,
    "times": 1,
    "turn_of_day": 739_000_000,
    "number": 1,
    "level": 4,
    "minimum": 1500,
    "on": 1,
    "team": 1,
    "version": 1,
    "days": 1,
    "until": 0,
    "wanted": 1,
}
# What Discord lets members choose from is their own server's.
ENTITIES = frozenset({"challenge-take-off", "community-channel", "community-role", "trust-peer"})
_KINDS = ("entry", "request", "log", "skill", "question", "rubric", "idea", "practice")
CHOSEN = tuple(f"{name}_id" for name in _KINDS)
NAMED = {
    "answer": "feedback",
    "applied": "ideas",
    "challenge": "challenges",
    "idea": "ideas",
    "practice": "practices",
    "request": "requests",
    "rubric": "rubrics",
    "which": "logs",
}
# Every option that offers something while typing, and what else its command needs.
OPTIONS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("challenge edit", "challenge"): {"target": "3"},
    ("challenge end", "challenge"): {},
    ("challenge join", "challenge"): {},
    ("challenge leave", "challenge"): {},
    ("challenge show", "challenge"): {},
    ("feedback ask", "practice"): {},
    ("feedback ask", "rubric"): {},
    ("feedback give", "request"): {},
    ("feedback rate", "answer"): {},
    ("feedback self", "practice"): {"rubric": "Writing"},
    ("feedback self", "rubric"): {},
    ("feedback stuck", "practice"): {"hard": "doubt", "wants": "advice"},
    ("feedback withdraw", "request"): {},
    ("log", "applied"): {"amount": "25"},
    ("log", "practice"): {"amount": "25"},
    ("plan start", "practice"): {},
    ("practice archive", "practice"): {},
    ("practice edit", "practice"): {},
    ("practice goal", "practice"): {},
    ("practice restore", "practice"): {},
    ("remind off", "practice"): {},
    ("remind set", "practice"): {"at": "20:00"},
    ("rest take", "practice"): {"until": "tomorrow"},
    ("progress", "practice"): {},
    ("rubric edit", "rubric"): {},
    ("rubric export", "rubric"): {},
    ("showcase add", "practice"): {},
    ("streak audit", "practice"): {},
    ("undo", "which"): {},
    ("wisdom applied", "idea"): {"happened": "It worked."},
}
# Options that offer words: skills are typed as such, days and zones are nobody's.
WORDS = frozenset({"skill", "day", "zone"})
LISTS = (
    *("today", "undo", "practice list", "feedback queue", "feedback mine", "feedback give"),
    *("feedback withdraw", "feedback rate", "showcase browse", "wisdom search", "wisdom applied"),
    *("rubric list", "moderate reports", "community session", "community skills"),
    *("community week", "reflect", "journal recent", "journal why"),
    *("challenge list", "challenge show", "community norms", "community settings"),
    *(
        "plan show",
        "remind list",
        "community health",
        "settings show",
        "rest show",
        "streak show",
        "streak audit",
        "progress",
    ),
)


class Scene:
    """Anna has a row in every table at home; elsewhere she moderates and practises."""

    def __init__(self, world: World, anna: Member, ids: Mapping[str, int]) -> None:
        self.world = world
        self.anna = anna
        self.ids = ids
        self.numbers = PLAIN | {field: ids[table] for field, table in TABLES.items()}
        self.before = ""

    async def home(self) -> str:
        """Return every row of home."""
        rows = list[str]()
        async with self.world.db.reading() as conn:
            for table, columns in (await schema(conn)).items():
                if any(each.name == "community_id" for each in columns):
                    sql = f"SELECT * FROM {table} WHERE community_id = :home"  # noqa: S608
                    found = await conn.fetch_all(sql, {"home": self.world.home.id})
                    rows += [f"{table} {tuple(row)}" for row in found]
        return "\n".join(sorted(rows))

    async def changes(self) -> list[str]:
        """Return what went wrong and what has changed at home since the last call."""
        now = await self.home()
        changed, self.before = now != self.before, now
        return [*self.world.incidents(), *(["changes home"] if changed else [])]

    async def complaints(self, what: str, replies: Sequence[Reply]) -> list[str]:
        """Return what these answers tell of home, and what has changed there."""
        shown = [str(each.result.modal or each.message.components) for each in replies]
        told = [f"tells {each}" for each in shown if THEIRS in each]
        return [f"{what}: {each}" for each in (*told, *await self.changes())]


@pytest.fixture
async def scene(world: World) -> Scene:
    elsewhere = world.community("Elsewhere")
    at_home = world.home.member("anna")
    message = await at_home.actor.send(at_home.channel, THEIRS)
    anna = elsewhere.member("anna", moderator=True)
    ids = await live(world.db, CommunityId(world.home.id), UserId(anna.id), 5_000)
    await anna.slash("practice add", name="Guitar", minimum="20 min")
    made = Scene(world, anna, ids)
    made.numbers |= {"channel_id": message.channel.id, "message_id": message.id}
    made.numbers |= {"user_id": world.home.member("ben").id, "community_id": world.home.id}
    made.before = await made.home()
    assert THEIRS in made.before
    return made


def parts(numbers: Mapping[str, int]) -> Iterator[Part]:
    """Give every button and drop-down there is, about the rows of home."""
    for door in DOORS:
        for press in presses(door.press, numbers):
            if not issubclass(door, SelectDoor):
                yield {"type": BUTTON, "custom_id": press.custom_id}
            elif press.tag not in ENTITIES:
                for field in CHOSEN:
                    option = {"label": "theirs", "value": str(numbers[field])}
                    yield {"type": SELECT, "custom_id": press.custom_id, "options": [option]}


def presses(kind: type[Press], numbers: Mapping[str, int]) -> Iterator[Press]:
    """Give a kind of press with every choice that it may carry."""
    choices: Mapping[str, list[Any]] = {
        name: _choices(name, field.annotation, numbers)
        for name, field in kind.model_fields.items()
        if name not in PIECE
    }
    for values in itertools.product(*choices.values()):
        about = dict(zip(choices, values, strict=True))
        for name in PIECE & set(kind.model_fields):
            about[name] = numbers[PIECES[about.get("kind") or about["source"]]]
        yield kind(**about)


def _choices(name: str, kind: Any, numbers: Mapping[str, int]) -> list[Any]:
    if name in numbers and not isinstance(kind, EnumType):
        return [numbers[name]]
    if name == "everywhere":
        return [False]  # everything of one person, wherever it is, is theirs to delete
    if kind is bool:
        return [False, True]
    assert isinstance(kind, EnumType), f"{name} is new: say what it is in TABLES or PLAIN"
    return list(kind)


async def test_no_press_reaches_the_other_community(scene: Scene) -> None:
    found, pressed = list[str](), 0
    for part in parts(scene.numbers):
        replies = await press_copy(scene.world, scene.anna, part)
        found += await scene.complaints(part["custom_id"], replies)
        pressed += 1
    assert pressed > 200
    assert not found, "\n".join(found)


async def test_every_option_that_offers_something_is_looked_at(scene: Scene) -> None:
    commands = scene.world.bot.tree.walk_commands()
    offering = {
        (command.qualified_name, option.display_name)
        for command in commands
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        if option.autocomplete and option.display_name not in WORDS
    }
    assert offering == set(OPTIONS)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
async def test_nothing_typed_reaches_the_other_community(
    scene: Scene, command: str, option: str
) -> None:
    needed, id_ = OPTIONS[command, option], str(scene.ids[NAMED[option]])
    for typed in (id_, THEIRS):
        assert not await scene.anna.complete(command, option, typed, **needed)
        given: dict[str, Any] = {**needed, option: typed}
        refused = await scene.anna.slash(command, **given)
        assert refused.private
        assert "You typed" in refused.text
        assert not await scene.changes()


@pytest.mark.parametrize("command", LISTS)
async def test_no_list_tells_of_the_other_community(scene: Scene, command: str) -> None:
    assert not await scene.complaints(command, [await scene.anna.slash(command)])
