"""Pytest plugin: a full run must have driven every door, and judged the bodies it sent.

A *door* is a slash command without subcommands, a context menu, a button, a select or a form.
Worlds (``tests.support.world``) write into the ledger; workers of pytest-xdist send theirs to the
controller.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openapi import ABSENT, document

if TYPE_CHECKING:
    from collections.abc import Mapping

_OUTPUT = "ledger"
_JUDGEABLE = frozenset(
    {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}
)


@dataclass(slots=True)
class Ledger:
    """What the worlds of this run have seen."""

    known: set[str] = field(default_factory=set)
    driven: set[str] = field(default_factory=set)
    judged: Counter[str] = field(default_factory=Counter)

    def write(self) -> dict[str, Any]:
        """Return plain values, which xdist can send."""
        known, driven = sorted(self.known), sorted(self.driven)
        return {"known": known, "driven": driven, "judged": dict(self.judged)}

    def add(self, written: Mapping[str, Any]) -> None:
        """Take in what another process has written."""
        self.known.update(written["known"])
        self.driven.update(written["driven"])
        self.judged.update(written["judged"])

    def complaints(self, *, must_judge: bool) -> list[str]:
        """Return why a full run with this ledger has not shown that every door works."""
        found = [f"no journey drove {door}" for door in sorted(self.known - self.driven)]
        if not self.known:
            found.append("no journey ran at all: the guard has looked at nothing")
        if must_judge and not self.judged:
            found.append("no REST body was validated although Discord's document is present")
        return found


LEDGER = Ledger()
_COMPLAINTS = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--guard-doors",
        action="store_true",
        help="fail unless the run drove every command, button, select and form",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take in the ledger of an xdist worker; one that crashed has none."""
    LEDGER.add(getattr(node, "workeroutput", {}).get(_OUTPUT, Ledger().write()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output[_OUTPUT] = LEDGER.write()
    elif config.option.guard_doors and not config.option.collectonly:
        complaints = LEDGER.complaints(must_judge=document() is not None)
        config.stash[_COMPLAINTS] = complaints
        if complaints and session.exitstatus in _JUDGEABLE:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    complaints = config.stash.get(_COMPLAINTS, [])
    if complaints:
        terminalreporter.section("doors", red=True)
        for complaint in complaints:
            terminalreporter.write_line(complaint)
    if document() is None:
        terminalreporter.write_line(ABSENT)
    elif LEDGER.judged:
        bodies, routes = LEDGER.judged.total(), len(LEDGER.judged)
        terminalreporter.write_line(f"{bodies} REST calls validated on {routes} routes of Discord")
