"""Discord's official OpenAPI document as a judge of what the bot sends.

The document lies beside the repository (``../shared/discord-openapi.json``), not in it. It is read
more strictly than it is written: a key that no schema names is a mistake, since Discord drops such
keys without a word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.support.calls import RestCall

DOCUMENT = Path(__file__).parents[3] / "shared" / "discord-openapi.json"
ABSENT = "REST bodies are not validated: ../shared/discord-openapi.json is absent"

_URI = "urn:discord-openapi"
_BY_TYPE = "x-by-type"  # our keyword, in the place of unions
_BIGINT = 2**63
_UNUSED_TTS = {"const": False}
_INTEGER_ID = {"type": "integer", "minimum": 0, "maximum": _BIGINT - 1}


@dataclass(frozen=True, slots=True)
class Exemption:
    """Where Discord takes more than its document says; no key: the schema itself."""

    schema: str
    key: str | None
    allowed: Mapping[str, Any]
    why: str


EXEMPTIONS = (
    Exemption(
        "SnowflakeType", None, _INTEGER_ID, "ids are read from integers, too; discord.py sends some"
    ),
    Exemption(
        "ApplicationCommandUpdateRequest", "nsfw", {"type": "boolean"}, "documented, always sent"
    ),
    Exemption("MessageEditRequestPartial", "tts", _UNUSED_TTS, "always sent, ignored for an edit"),
    Exemption("IncomingWebhookUpdateRequestPartial", "tts", _UNUSED_TTS, "as above"),
    Exemption(
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial", "tts", _UNUSED_TTS, "as above"
    ),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """What the document says about one method of one path."""

    template: str
    body: Any  # a validator, or None where no body is described
    body_required: bool
    query: frozenset[str]


def _formats() -> FormatChecker:
    """Check the formats that the document uses; jsonschema's own need packages that we have not."""
    checker = FormatChecker(formats=())

    def check(name: str, is_fine: Any) -> None:
        checker.checks(name, raises=ValueError)(is_fine)

    check("int32", lambda value: not isinstance(value, int) or -(2**31) <= value < 2**31)
    check("int64", lambda value: not isinstance(value, int) or -_BIGINT <= value < _BIGINT)
    check("nonce", lambda value: not isinstance(value, str) or len(value) <= 25)
    check("snowflake", lambda value: not isinstance(value, str) or 0 <= int(value) < _BIGINT)
    check("uri", lambda value: not isinstance(value, str) or "://" in value)
    check("date-time", lambda value: not isinstance(value, str) or datetime.fromisoformat(value))
    return checker


def _dicts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for value in node.values() if isinstance(node, dict) else node:
        if isinstance(value, dict | list):
            yield from _dicts(value)


def _make_strict(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for exemption in EXEMPTIONS:
        if exemption.key is None:
            described = schemas[exemption.schema]
            schemas[exemption.schema] = {"anyOf": [described, exemption.allowed]}
        else:
            schemas[exemption.schema]["properties"][exemption.key] = exemption.allowed
    for node in list(_dicts([schemas, document["paths"]])):
        if "properties" in node:
            node.setdefault("additionalProperties", False)
        for union in ("oneOf", "anyOf"):
            if choices := _choices(node.get(union, []), schemas):
                del node[union]
                node[_BY_TYPE] = choices


def _choices(branches: list[dict[str, Any]], schemas: dict[str, Any]) -> dict[Any, Any]:
    """Sort the branches of a union by the ``type`` of their objects, where each has its own."""
    choices: dict[Any, dict[str, Any]] = {}
    for branch in branches:
        if branch == {"type": "null"}:
            choices[None] = {}
            continue
        named = schemas.get(branch.get("$ref", "").rpartition("/")[2], {})
        kinds = named.get("properties", {}).get("type", {}).get("enum", [])
        if not kinds or any(kind in choices for kind in kinds):
            return {}
        choices.update(dict.fromkeys(kinds, branch))
    return choices if set(choices) - {None} else {}


def _by_type(judge: Any, choices: dict[Any, Any], value: Any, _: Any) -> Iterator[ValidationError]:
    """Judge a union by the one branch that is meant: quick, and with errors that can be read."""
    if value is None and None in choices:
        return
    kind = value.get("type") if isinstance(value, dict) else None
    if kind is None or kind not in choices:
        yield ValidationError(
            f"{str(value)[:100]} has none of the types {sorted(choices, key=str)}"
        )
    else:
        yield from judge.descend(value, choices[kind])


_Validator = validators.extend(Draft202012Validator, {_BY_TYPE: _by_type})


def _explain(error: ValidationError) -> str:
    cause = best_match([error])
    return f"{cause.json_path}: {cause.message[:300]}"


class Document:
    """The document, with one validator for each operation, made when it is first asked for."""

    def __init__(self, contents: dict[str, Any]) -> None:
        _make_strict(contents)
        self._paths: dict[str, dict[str, Any]] = contents["paths"]
        self._templates = [(path.strip("/").split("/"), path) for path in self._paths]
        resource = Resource(contents=contents, specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_URI, resource)
        self._formats = _formats()
        self._operations: dict[tuple[str, str], Operation | None] = {}

    def problems(self, call: RestCall) -> list[str]:
        """Return what the document objects to, nothing where the call is fine."""
        operation = self.operation(call)
        if operation is None:
            return ["unvalidated REST body: the document knows no such route"]
        unknown = sorted(set(call.params) - operation.query)
        found = [f"query parameter {name!r} is not in the document" for name in unknown]
        if call.json is None:
            return [*found, "the body is missing"] if operation.body_required else found
        if operation.body is None:
            return [*found, "unvalidated REST body: the document describes none for this route"]
        return found + [_explain(error) for error in operation.body.iter_errors(call.json)]

    def operation(self, call: RestCall) -> Operation | None:
        """Return the operation that the call reaches, or None where the document has none."""
        template = self._template(call.path.strip("/").split("/"), call.method.lower())
        if template is None:
            return None
        key = (call.method.lower(), template)
        if key not in self._operations:
            self._operations[key] = self._build(*key)
        return self._operations[key]

    def _template(self, segments: list[str], method: str) -> str | None:
        fitting = (
            (sum(part == given for part, given in zip(parts, segments, strict=True)), path)
            for parts, path in self._templates
            if len(parts) == len(segments)
            and method in self._paths[path]
            and all(
                part.startswith("{") or part == given
                for part, given in zip(parts, segments, strict=True)
            )
        )
        return max(fitting, default=(0, None))[1]

    def _build(self, method: str, template: str) -> Operation:
        described = self._paths[template][method]
        request = described.get("requestBody")
        body = None
        if request is not None:
            pointer = "/".join(
                part.replace("~", "~0").replace("/", "~1")
                for part in (
                    "paths",
                    template,
                    method,
                    "requestBody",
                    "content",
                    "application/json",
                    "schema",
                )
            )
            body = _Validator(
                {"$ref": f"{_URI}#/{pointer}"},
                registry=self._registry,
                format_checker=self._formats,
            )
        parameters = [
            *self._paths[template].get("parameters", ()),
            *described.get("parameters", ()),
        ]
        return Operation(
            template,
            body,
            bool(request and request.get("required")),
            frozenset(each["name"] for each in parameters if each["in"] == "query"),
        )


@cache
def document() -> Document | None:
    """Return the document, or None on a machine that does not have it."""
    return Document(json.loads(DOCUMENT.read_text("utf-8"))) if DOCUMENT.exists() else None
