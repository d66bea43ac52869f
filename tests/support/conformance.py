"""Whether Discord would take what the bot sent: its document and its limits together."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from tests.support import limits
from tests.support.calls import RestCall
from tests.support.openapi import Document, document

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_BODY = json.dumps(None)


def require_conformance(calls: Iterable[RestCall]) -> Counter[str]:
    """Return how many calls were judged, by operation; nothing where the document is absent.

    Raises:
        AssertionError: naming every call that Discord would refuse.
    """
    judge = document()
    if judge is None:
        return Counter()
    judged: Counter[str] = Counter()
    refused: list[str] = []
    for call in calls:
        operation = judge.operation(call)
        if operation:
            judged[f"{call.method} {operation.template}"] += 1
        refused += (f"{call}: {problem}" for problem in objections(judge, call))
    assert not refused, "Discord would refuse:\n" + "\n".join(refused)
    return judged


def objections(judge: Document, call: RestCall) -> tuple[str, ...]:
    """Return what is wrong with a call; equal bodies, as of command lists, are read once."""
    operation = judge.operation(call)
    path = _plain_path(call.path, operation.template if operation else call.path)
    query = ",".join(sorted(call.params))
    return _objections(judge, call.method, path, json.dumps(call.json, sort_keys=True), query)


def _plain_path(path: str, template: str) -> str:
    """Put zeros for the ids of a path, which no rule looks at."""
    parts = zip(template.strip("/").split("/"), path.strip("/").split("/"), strict=True)
    return "/" + "/".join("0" if part.startswith("{") else given for part, given in parts)


@lru_cache(maxsize=1024)
def _objections(judge: Document, method: str, path: str, body: str, query: str) -> tuple[str, ...]:
    params = dict.fromkeys(filter(None, query.split(",")))
    call = RestCall(method, path, json.loads(body), params)
    found = judge.problems(call)
    # The limits read what the document has found to be well formed.
    return tuple(found or (() if body == _NO_BODY else limits.problems(call)))
