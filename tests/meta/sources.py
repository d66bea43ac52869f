"""The project's own source files, read as syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path from the root with slashes, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        return cls(path, text, ast.parse(text))

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def sources(*folders: str) -> list[Source]:
    """Read all Python files under these folders; a guard that would look at none fails here."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    found = [
        Source.of(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths
    ]
    for folder in folders:
        assert any(source.path.startswith(f"{folder}/") for source in found), f"no file in {folder}"
    return found


def imports(source: Source) -> Iterator[str]:
    """Yield every module that a file imports, wherever in it, full names only."""
    package = (
        source.module if source.path.endswith("__init__.py") else source.module.rpartition(".")[0]
    )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            above = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (above, node.module)))
            yield base
            # `from bot import views` imports bot.views: the names may be modules, too.
            yield from (f"{base}.{alias.name}" for alias in node.names)
