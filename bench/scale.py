"""What an answer costs over a database of very many logs, as a ratio to one of a thousand.

    .venv/bin/python -m bench.scale [--logs 10000000] [--rounds 400]

Ten million logs take about 3 GB in the temporary directory, and some minutes to make.
"""

from __future__ import annotations

import argparse
import asyncio

from bench.answers import Way, ours

FEW = 1_000


async def main(logs: int, rounds: int) -> None:
    """Measure both sizes and print the ratios."""
    ways = {"one by one": Way(rounds), "16 at once": Way(rounds, at_once=16)}
    few, many = await ours(ways, FEW), await ours(ways, logs)
    for name in ways:
        print(f"{name}, {FEW:,} and {logs:,} logs:")
        for label, measured in few[name].items():
            now = many[name][label].cpu_ms
            ratio = now / measured.cpu_ms
            print(f"{label:<14} {measured.cpu_ms:6.2f} and {now:6.2f} ms CPU  x{ratio:4.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="cost of answers against the size of the database")
    parser.add_argument("--logs", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=400)
    given = parser.parse_args()
    asyncio.run(main(given.logs, given.rounds))
