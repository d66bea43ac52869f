"""The guard of doors and bodies, seen to fail: in one process and over pytest-xdist's workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.doors import Ledger

ROOT = Path(__file__).parents[2]
JOURNEYS = """
from tests.support.doors import LEDGER

def test_one():
    LEDGER.known |= {"/log", "form log"}
    LEDGER.driven.add("/log")
    LEDGER.judged["POST /x"] += 1

def test_two():
    LEDGER.driven.add("form log")
"""


def test_names_the_doors_that_nobody_drove() -> None:
    ledger = Ledger(known={"/log", "form log"}, driven={"/log"}, judged=Counter({"POST /x": 1}))
    assert ledger.complaints(must_judge=True) == ["no journey drove form log"]


def test_a_run_that_looked_at_nothing_is_no_pass() -> None:
    (complaint,) = Ledger().complaints(must_judge=False)
    assert "looked at nothing" in complaint


def test_a_run_that_judged_nothing_is_no_pass() -> None:
    ledger = Ledger(known={"/log"}, driven={"/log"})
    assert not ledger.complaints(must_judge=False)
    (complaint,) = ledger.complaints(must_judge=True)
    assert "no REST body" in complaint


def run(folder: Path, journeys: str, *options: str) -> subprocess.CompletedProcess[str]:
    test = folder / "test_journeys.py"
    test.write_text(journeys)
    plugins = ("-p", "xdist", "-p", "tests.support.doors")
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "pytest", *plugins, *options, str(test)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_whole_run_fails(tmp_path: Path, workers: str) -> None:
    driven_by_all = run(tmp_path, JOURNEYS, "--guard-doors", "-n", workers)
    assert driven_by_all.returncode == 0, driven_by_all.stdout
    one_missing = JOURNEYS.replace('"form log"}', '"form log", "menu Cheer"}')
    failed = run(tmp_path, one_missing, "--guard-doors", "-n", workers)
    assert failed.returncode == 1
    assert "no journey drove menu Cheer" in failed.stdout
    assert run(tmp_path, one_missing, "-n", workers).returncode == 0  # not a full run
