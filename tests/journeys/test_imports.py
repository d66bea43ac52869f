"""Files come in and go out: what is shown before, what happens, and what is refused how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.imports import LARGEST_FILE_MIB, MIB, MOST_ROWS, DayOrder
from bot.render.imports import BringIn, NameColumns, OrderImport, PutAway, ShowImport
from bot.render.practices import ListPractices
from bot.views import imports as views
from bot.views.imports import EXPORT_NAME
from tests.support.importing import loop, table, zipped
from tests.support.members import BUTTON
from tests.support.pressing import press_copy

if TYPE_CHECKING:
    from bot.render.presses import Press
    from tests.support.members import Member, Reply
    from tests.support.world import World

# The world's first day is Monday, 5 January 2026.
OWN = b"day,practice,amount,unit,minimum,days\n2026-01-04,Guitar,20,min,20,every day\n"
BOMB = zipped({"Checkmarks.csv": b"0" * (21 * MIB)})
REFUSED = [
    ("empty.csv", b"", "Nothing stands in this file"),
    ("blank.csv", b" \n\n", "Nothing stands in this file"),
    ("large.csv", b"x" * (LARGEST_FILE_MIB * MIB + 1), "more than 5 MiB"),
    ("song.mp3", bytes(range(256)) * 40, "cannot read this as a table"),
    ("latin.csv", "day,über\n2026-01-04,1\n".encode("latin-1"), "cannot read this as a table"),
    ("columns.csv", b"colour,size\nred,3\n", "None of its columns holds days (colour, size)"),
    ("dates.csv", b"date,amount\nsoon,3\nlater,4\n", "None of its columns holds days"),
    ("many.csv", table(MOST_ROWS + 1), "more than 50,000 rows"),
    ("hundred.csv", table(100_000), "more than 50,000 rows"),
    ("bomb.zip", BOMB, "more than 20 MiB"),
    ("nested.zip", zipped({"inner.zip": BOMB}), "no Checkmarks.csv"),
    ("paths.zip", zipped({"../../Checkmarks.csv": b"Date,A\n"}), "no Checkmarks.csv"),
    ("broken.zip", loop()[:200], "cannot be read"),
    ("uneven.csv", b"Date,Read, write,\n2026-01-04,YES_MANUAL,\n", "not equally long"),
]


async def hand_in(member: Member, content: bytes, name: str = "logs.csv") -> Reply:
    return await member.slash("practice import", file=(name, content))


async def test_a_file_is_looked_at_first_and_then_brought_in(world: World) -> None:
    anna = world.home.member("anna")
    await world.advance(days=330)
    seen = await hand_in(anna, loop(), "Loop Habits CSV.zip")
    assert seen.private
    assert "What would happen" in seen.text
    assert "**Meditate** (new, done or not): 2 new logs since Thu 12 Nov" in seen.text
    assert "2 days of rest" in seen.text
    assert "a limit to stay below: Smoking" in seen.text
    assert "arrives archived" in seen.text
    assert "None yet" in (await anna.slash("practice list")).text
    done = await anna.click(seen, BringIn)
    assert "It is in" in done.text
    assert "5 new logs and 2 days of rest in 3 practices" in done.text
    assert "**Read** arrived archived" in done.text
    assert "Meditate" in (await anna.click(done, ListPractices)).text
    again = await hand_in(anna, loop(), "Loop Habits CSV.zip")
    assert "5 rows of it you have here already" in again.text
    assert "nothing to do" in again.text
    assert "Import" not in again.labels


async def test_a_table_of_ones_own(world: World) -> None:
    anna = world.home.member("anna")
    content = "\ufeffDate;Minutes;Comment\r\n03/01/2026;12,5;*calm*\r\n04/01/2026;0;\r\n".encode()
    seen = await hand_in(anna, content, "Piano.csv")
    assert "“Date”, “Minutes”, “Comment”" in seen.text
    form = await anna.click(seen, NameColumns)
    asked = await anna.submit(form)
    assert "Day or month first?" in asked.text
    assert {"It is 3 Jan", "It is 1 Mar"} <= set(asked.labels)
    day_first = OrderImport(import_id=_import_id(asked), order=DayOrder.DAY_FIRST)
    shown = await anna.click(asked, day_first)
    assert "**Piano** (new, at least 12.5 min): 1 new log since Sat 3 Jan" in shown.text
    assert "nothing was done: 1" in shown.text
    form = await anna.click(shown, NameColumns)
    shown = await anna.click(await anna.submit(form, note="none"), day_first)
    assert "It is in" in (await anna.click(shown, BringIn)).text


async def test_all_rows_into_a_practice_that_is_there(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Guitar", minimum="20 min")
    form = await anna.click(await hand_in(anna, b"When\n2026-01-04\n", "x.csv"), NameColumns)
    (into,) = (
        option["value"]
        for each in form.components
        for option in each.get("options", ())
        if option["label"] == "All into Guitar"
    )
    shown = await anna.submit(form, practice=into)
    assert "**Guitar** (yours, at least 20 min): 1 new log since yesterday" in shown.text
    assert "it then begins on that day" in shown.text


async def test_it_comes_in_though_its_card_cannot_be_changed(world: World) -> None:
    anna = world.home.member("anna")
    seen = await hand_in(anna, table(40))
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=400, code=50006)
    assert "It is in" in (await anna.click(seen, BringIn)).text


async def test_rows_left_out_are_told_one_by_one(world: World) -> None:
    anna = world.home.member("anna")
    rows = b"".join(b"2026-01-%02d,Guitar,0,min,20,every day\n" % day for day in range(1, 20))
    seen = await hand_in(anna, OWN + rows)
    assert "**19 rows left out**" in seen.text
    assert "line 3: no amount that I can read: 0" in seen.text
    later = await anna.click(seen, "Next")
    assert "line 11:" in later.text
    assert "line 3:" in (await anna.click(later, "Previous")).text
    assert ShowImport(import_id=_import_id(seen), page=1).custom_id


async def test_never_mind(world: World) -> None:
    anna = world.home.member("anna")
    seen = await hand_in(anna, OWN)
    gone = BringIn(import_id=_import_id(seen))
    assert "put away" in (await anna.click(seen, PutAway)).text
    again = await press_copy(world, anna, part(gone))
    assert "waits no longer" in again[-1].text


async def test_progress_is_shown(world: World) -> None:
    anna = world.home.member("anna")
    seen = await hand_in(anna, table(1500))
    before = len(world.env.http_requests)
    done = await anna.click(seen, BringIn)
    assert "1500 new logs" in done.text
    edits = [each for each in world.env.http_requests[before:] if "messages/@original" in each.path]
    assert any("% of it is written" in str(each.json) for each in edits)


@pytest.mark.parametrize(("name", "content", "words"), REFUSED, ids=[each[0] for each in REFUSED])
async def test_files_that_cannot_be_used(
    world: World, name: str, content: bytes, words: str
) -> None:
    anna = world.home.member("anna")
    refused = await hand_in(anna, content, name)
    assert refused.private
    assert words in refused.text


async def test_a_file_that_discord_does_not_hand_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> None:
        return None

    monkeypatch.setattr(views, "fetch", lost)
    assert "attach it again" in (await hand_in(world.home.member("anna"), OWN)).text


async def test_all_of_it_goes_out_and_comes_back_elsewhere(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("practice export")
    assert "You have not begun here yet" in refused.text
    await anna.slash("practice add", name="Guitar", minimum="20 min", days="3x a week")
    await anna.slash("log", amount="25", note="=1+1", where="home")
    given = await anna.slash("practice export")
    assert given.private
    (file,) = given.message.attachments
    assert file.filename == EXPORT_NAME
    content = world.env.backend.cdn.get(file.url)
    assert content
    assert "'=1+1" in content.decode("utf-8-sig")
    there = world.community("Elsewhere").member("anna")
    seen = await hand_in(there, content)
    assert "It is an export of mine" in seen.text
    assert "1 new log in 1 practice" in (await there.click(seen, BringIn)).text
    assert "3 times a week" in (await there.slash("practice list")).text


async def test_an_export_larger_than_discord_takes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Guitar", minimum="20 min")

    async def large(_: object) -> bytes:
        return b"x" * (26 * MIB)

    monkeypatch.setattr(world.bot.services.imports, "export", large)
    assert "does not take here" in (await anna.slash("practice export")).text


async def test_a_waiting_file_outlives_a_restart(world: World) -> None:
    anna = world.home.member("anna")
    seen = await hand_in(anna, OWN)
    await world.restart()
    assert "It is in" in (await anna.click(seen, BringIn)).text


def part(press: Press) -> dict[str, object]:
    return {"custom_id": press.custom_id, "type": BUTTON}


def _import_id(seen: Reply) -> int:
    ids = (str(each.get("custom_id", "")) for each in seen.components)
    return next(int(each.split(":")[1]) for each in ids if each.startswith("import"))
