"""What an answer costs over a database of very many logs, as a ratio to one of a thousand.

    .venv/bin/python -m bench.scale [--logs 10000000] [--rounds 400]

Ten million logs take about 1.5 GB in the temporary directory, and a minute to make.
"""

from __future__ import annotations

import argparse
import asyncio

from bench.answers import Way, measure, ours

FEW = 1_000


async def main(logs: int, rounds: int) -> None:
    """Measure both sizes in turn and print the ratios."""
    ways = {"one by one": Way(rounds), "16 at once": Way(rounds, at_once=16)}
    async with ours(FEW) as few, ours(logs, " of many") as many:
        measured = await measure(few | many, ways)
    for name, commands in measured.items():
        print(f"{name}, {FEW:,} and {logs:,} logs:")
        for label in few:
            before, now = commands[label].cpu_ms, commands[f"{label} of many"].cpu_ms
            print(f"{label:<14} {before:6.2f} and {now:6.2f} ms CPU  x{now / before:4.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="cost of answers against the size of the database")
    parser.add_argument("--logs", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=400)
    given = parser.parse_args()
    asyncio.run(main(given.logs, given.rounds))
