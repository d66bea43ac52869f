"""What the long process keeps of somebody is theirs alone, whatever others press or ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId, UserId
from bot.domain.pieces import PieceKind
from bot.render.presses import Press
from tests.journeys.test_two_communities import PLAIN, TABLES, parts
from tests.support.lives import live
from tests.support.pressing import press_copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.support.members import Member, Reply
    from tests.support.pressing import Part
    from tests.support.world import World

THEIRS = "hidden thing"
# All words of the long process, none of which anybody else may read.
WORDS: Mapping[str, tuple[str, ...]] = {
    "rests": ("reason", "gave_back", "stays"),
    "thresholds": ("pause_sign",),
    "reminders": ("cue",),
    "plans": ("outcome", "learnt"),
    "plan_notes": ("text",),
    "journal_entries": ("text", "lesson"),
    "checkins": ("works", "too_much", "changes"),
    "imports": ("file",),
    "import_rows": ("note", "context", "focus", "lesson", "link"),
}
# As the bot would have written them.
PLAUSIBLE = (
    "UPDATE journal_entries SET kind = 'setback', shared = 0, channel_id = NULL, message_id = NULL",
    "UPDATE rests SET is_pause = 0, first_day = '2025-01-01', last_day = '2027-01-01'",
    "UPDATE advice SET kind = 'plateau', closed_at = NULL",
    "UPDATE practice_schedules SET schedule = 'times:3'",
    "UPDATE logs SET felt = NULL",
    "DELETE FROM practice_archives",
    "DELETE FROM challenges",
    "UPDATE plans SET stopped_on = NULL, closed_on = NULL",
)
ABOUT = (*WORDS, "recoveries", "advice", "reminder_choices")
COMMANDS = ("streak show", "progress")
# Where what it offers stands.
FEATURES = frozenset(
    {
        *("advice", "checkins", "import_forms", "imports", "journal", "journal_entries"),
        *("journal_pages", "marks", "month_plan_presses", "plateaus", "practice_presses"),
        *("progress", "recoveries", "reminder_rings", "reminders", "rest_presses", "restarts"),
        *("streaks", "thresholds"),
    }
)


class Scene:
    """Anna has a row in every table; Ben and Mona, who moderates, are in the same community."""

    def __init__(self, world: World, anna: Member, ids: Mapping[str, int]) -> None:
        self.world = world
        self.anna = anna
        self.ben = world.home.member("ben")
        self.mona = world.home.member("mona", moderator=True)
        self.numbers = PLAIN | {field: ids[table] for field, table in TABLES.items()}

    async def kept(self) -> str:
        """Return all of Anna's rows of the long process."""
        rows = list[str]()
        async with self.world.db.reading() as conn:
            for table in ABOUT:
                sql = f"SELECT * FROM {table} WHERE user_id = :anna"  # noqa: S608
                found = await conn.fetch_all(sql, {"anna": self.anna.id})
                rows += [f"{table} {tuple(row)}" for row in found]
        return "\n".join(rows)


def process_parts(numbers: Mapping[str, int]) -> Iterator[Part]:
    """Give every button and drop-down of the long process, and what moderators do to an entry."""
    for part in parts(numbers):
        press = Press.parse(part["custom_id"])
        assert press
        feature = type(press).__module__.rsplit(".", 1)[-1]
        if feature in FEATURES or getattr(press, "kind", None) is PieceKind.ENTRY:
            yield part


def shown(reply: Reply) -> str:
    return str(reply.result.modal or reply.message.components)


@pytest.fixture(params=["open", "private"])
async def scene(world: World, request: pytest.FixtureRequest) -> Scene:
    anna = world.home.member("anna")
    message = await anna.actor.send(anna.channel, "Hello")
    ids = await live(world.db, CommunityId(world.home.id), UserId(anna.id), 5_000)
    async with world.db.transaction() as tx:
        for table, columns in WORDS.items():
            words = ", ".join(f"{name} = '{THEIRS}'" for name in columns)
            await tx.execute(f"UPDATE {table} SET {words}")  # noqa: S608
        for sql in PLAUSIBLE:
            await tx.execute(sql)
        level = {"level": request.param}
        await tx.execute("UPDATE members SET visibility = :level", level)
    made = Scene(world, anna, ids)
    made.numbers |= {"channel_id": message.channel.id, "message_id": message.id}
    made.numbers |= {"user_id": anna.id, "community_id": world.home.id}
    for member in (made.ben, made.mona):
        await member.slash("practice add", name="Guitar", minimum="20 min")
    return made


@pytest.mark.parametrize("who", ["ben", "mona"])
async def test_no_press_reaches_what_is_another_members(scene: Scene, who: str) -> None:
    member: Member = getattr(scene, who)
    before, found, pressed = await scene.kept(), list[str](), 0
    assert THEIRS in before
    for part in process_parts(scene.numbers):
        replies = await press_copy(scene.world, member, part)
        found += [f"{part['custom_id']} tells" for each in replies if THEIRS in shown(each)]
        after = await scene.kept()
        found += [f"{part['custom_id']} changes {after}"] if after != before else []
        before = after
        found += scene.world.incidents()
        pressed += 1
    assert pressed > 60
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["ben", "mona"])
@pytest.mark.parametrize("command", COMMANDS)
async def test_no_command_about_a_member_tells_it(scene: Scene, who: str, command: str) -> None:
    member: Member = getattr(scene, who)
    told = await member.slash(command, member=scene.anna.actor)
    assert told.private
    assert THEIRS not in shown(told)
