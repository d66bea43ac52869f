"""Every extension loads, names do not clash, and the commands keep the names that users rely on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from discord import AppCommandType, app_commands

from bot.app import EXTENSIONS, Whetstone
from bot.services.container import Services
from tests.meta.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.database import Database
    from tests.support.clock import FakeClock

# Names and options are a contract: more options may come, none is renamed. Bare words are required.
CONTRACT: Mapping[str, str] = {
    "start": "",
    "today": "",
    "kudos": "member for_what",
    "log": "amount [practice] [note] [day] [where] [focus] [felt] [proof] [link] [applied]",
    "undo": "[which]",
    "plan start": "[practice]",
    "plan show": "",
    "plan note": "[text]",
    "plan stop": "",
    "practice add": "name minimum [days] [skill] [why]",
    "practice edit": "practice [name] [minimum] [days] [skill] [why]",
    "practice goal": "practice",
    "practice list": "",
    "practice archive": "practice",
    "practice restore": "practice",
    "practice import": "file",
    "practice export": "",
    "streak show": "[member]",
    "streak audit": "[practice] [weeks]",
    "progress": "[practice] [member] [period]",
    "showcase add": "[skill] [practice] [file]",
    "showcase browse": "[skill]",
    "settings show": "",
    "settings timezone": "zone",
    "settings day-start": "hour",
    "settings visibility": "level",
    "settings boards": "choice",
    "settings counted": "choice",
    "settings nudges": "choice",
    "settings block": "member",
    "remind set": "at [practice] [cue]",
    "remind off": "[practice]",
    "remind list": "",
    "report": "link [reason]",
    "moderate reports": "",
    "moderate block": "member",
    "feedback ask": "[rubric] [audience] [anonymous] [deadline] [file] [practice] [skill]",
    "feedback stuck": "hard wants [anonymous] [audience] [practice]",
    "feedback self": "rubric [practice] [skill]",
    "feedback queue": "[skill]",
    "feedback give": "[request]",
    "feedback withdraw": "[request]",
    "feedback mine": "",
    "feedback rate": "[answer]",
    "reflect": "",
    "checkin": "",
    "journal recent": "",
    "journal search": "text",
    "journal why": "[text]",
    "journal win": "text",
    "journal setback": "what lesson",
    "journal outcome": "what kind",
    "rest take": "until [from] [practice] [reason]",
    "rest end": "",
    "rest show": "",
    "pause": "[days]",
    "rubric create": "name",
    "rubric edit": "rubric",
    "rubric list": "",
    "rubric import": "file",
    "rubric export": "rubric",
    "wisdom share": "kind [skill]",
    "wisdom search": "[text]",
    "wisdom applied": "[idea] [happened]",
    "challenge create": (
        "[template] [count] [with] [target] [unit] [starts] [ends] [join_until] [grace] [breaks] "
        "[ranking] [teams] [draw] [ping]"
    ),
    "challenge edit": "challenge [target] [breaks] [title] [story]",
    "challenge end": "challenge",
    "challenge join": "challenge",
    "challenge leave": "challenge",
    "challenge list": "",
    "challenge show": "[challenge]",
    "community setup": "[zone]",
    "community settings": "",
    "community export": "",
    "community skills": "",
    "community health": "[weeks]",
    "community norms": "",
    "community panel": "",
    "community session": ("[title] [starts] [place] [voice] [minutes] [every_weeks] [kind]"),
    "community week": "",
    "help": "",
    "about": "",
    "privacy show": "",
    "privacy export": "[everywhere]",
    "privacy delete": "[everywhere]",
}


def broken_promises(offered: Mapping[str, str]) -> list[str]:
    """Return what the contract names and these commands (name -> options) do not offer."""
    found: list[str] = []
    for name, promised in CONTRACT.items():
        if name not in offered:
            found.append(f"/{name} is missing")
            continue
        has = set(offered[name].split())
        found += (f"/{name} lacks {option}" for option in promised.split() if option not in has)
        if promised:
            required = {option for option in has if not option.startswith("[")}
            found += (f"/{name} demands {option}" for option in required - set(promised.split()))
    return found


def clashes(names: Iterable[str]) -> list[str]:
    """Return the names that stand twice, whatever their case."""
    counts = Counter(name.casefold() for name in names)
    return [name for name, times in counts.items() if times > 1]


def unloaded(files: Iterable[str], extensions: Iterable[str]) -> set[str]:
    """Return the cogs that are not loaded, and the extensions that have no file."""
    cogs = {f"cogs.{Path(file).stem}" for file in files if not Path(file).name.startswith("_")}
    return cogs ^ set(extensions)


@pytest.fixture
async def bot(db: Database, clock: FakeClock) -> Whetstone:
    made = Whetstone(Services(db, clock), clock, shard_count=1)
    for extension in EXTENSIONS:
        await made.load_extension(extension)
    return made


def leaves(bot: Whetstone) -> list[app_commands.Command]:
    walked = bot.tree.walk_commands()
    return [each for each in walked if isinstance(each, app_commands.Command)]


def test_every_cog_is_an_extension() -> None:
    files = [path.name for path in (ROOT / "cogs").glob("*.py")]
    assert len(files) > 5
    assert not unloaded(files, EXTENSIONS)


async def test_commands_keep_their_names(bot: Whetstone) -> None:
    offered = {
        command.qualified_name: " ".join(
            option.display_name if option.required else f"[{option.display_name}]"
            for option in command.parameters
        )
        for command in leaves(bot)
    }
    assert len(offered) > 20
    assert not broken_promises(offered)
    # What is offered once is relied on, so that every command belongs into the contract.
    assert set(offered) == set(CONTRACT)


async def test_no_two_commands_have_one_name(bot: Whetstone) -> None:
    slash = [command.qualified_name for command in leaves(bot)]
    assert len(slash) > 20
    assert not clashes(slash)
    for kind in (AppCommandType.user, AppCommandType.message):
        assert not clashes(menu.name for menu in bot.tree.get_commands(type=kind))


async def test_every_command_is_described(bot: Whetstone) -> None:
    for command in leaves(bot):
        assert command.description not in ("", "…"), command.qualified_name
        for option in command.parameters:
            assert option.description not in ("", "…"), f"{command.qualified_name} {option.name}"


def test_sees_a_broken_promise() -> None:
    kept = dict(CONTRACT)
    assert not broken_promises(kept)
    assert broken_promises({**kept, "log": "practice"})
    assert broken_promises({**kept, "log": f"{kept['log']} mood"}) == ["/log demands mood"]
    assert not broken_promises({**kept, "log": f"{kept['log']} [mood]"})
    del kept["undo"]
    assert broken_promises(kept) == ["/undo is missing"]


def test_sees_a_clash_and_an_unloaded_cog() -> None:
    assert clashes(["log", "undo", "Log"]) == ["log"]
    assert unloaded(["log.py", "_shared.py", "__init__.py"], ["cogs.log", "cogs.gone"]) == {
        "cogs.gone"
    }
    assert unloaded(["log.py", "new.py"], ["cogs.log"]) == {"cogs.new"}
