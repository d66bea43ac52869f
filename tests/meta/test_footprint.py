"""What the bot itself never loads, since the worker process is there for it."""

from __future__ import annotations

import asyncio
import sys

HEAVY = ("matplotlib", "numpy", "PIL")
PROGRAM = f"""
import sys
from importlib import import_module

from bot.app import EXTENSIONS, Whetstone
from bot.pictures.worker import Worker

for extension in EXTENSIONS:
    import_module(extension)
found = sorted(sys.modules.keys() & set({HEAVY!r}))
print(len(EXTENSIONS), found)
"""


async def test_the_bot_loads_nothing_that_draws() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await program.communicate()
    count, found = said.decode().split(maxsplit=1)
    assert int(count) > 10
    assert found.strip() == "[]"
