"""Discord's limits that its OpenAPI document leaves out; each function yields what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.support.calls import RestCall

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
SENDABLE_FLAGS = 1 << 2 | 1 << 12 | 1 << 13 | COMPONENTS_V2
EDITABLE_FLAGS = 1 << 2 | COMPONENTS_V2
NEW_MESSAGE, DEFERRED_MESSAGE, UPDATE, MODAL = 4, 5, 7, 9

MOST_COMPONENTS = 40
MOST_TEXT = 4000
MOST_CONTENT = 2000
MOST_ROWS = 5
MOST_MODAL_COMPONENTS = 5
MOST_EMBED_TEXT = 6000
LONGEST_NONCE = 25
LARGEST_COMMAND = 8000
MOST_COMMANDS = {1: 100, 2: 15, 3: 15}

ROW, BUTTON, SELECT, TEXT_INPUT, TEXT = 1, 2, 3, 4, 10
_ONLY_V2 = frozenset({9, TEXT, 11, 12, 13, 14, 17})
_SELECTS = frozenset({SELECT, 5, 6, 7, 8})
_LINK, _PREMIUM = 5, 6
_SUBCOMMANDS = frozenset({1, 2})
_COMMAND_NAME = re.compile(r"[-'\w]{1,32}")


def problems(call: RestCall) -> Iterator[str]:
    """Tell what Discord would refuse in this body although its document allows it."""
    body = call.json
    match call.method, call.path.strip("/").split("/"):
        case "POST", ["channels", _, "messages"]:
            yield from _message(body, SENDABLE_FLAGS, new=True)
        case "PATCH", ["channels", _, "messages", _]:
            yield from _message(body, EDITABLE_FLAGS, new=False)
        case "POST", ["webhooks", _, _]:
            yield from _message(body, SENDABLE_FLAGS | EPHEMERAL, new=True)
        case "PATCH", ["webhooks", _, _, "messages", _]:
            yield from _message(body, EDITABLE_FLAGS, new=False)
        case "POST", ["interactions", _, _, "callback"]:
            yield from _callback(body)
        case "PUT", ["applications", _, "commands"] | ["applications", _, "guilds", _, "commands"]:
            yield from _commands(body)


def _callback(body: dict[str, Any]) -> Iterator[str]:
    kind, data = body["type"], body.get("data") or {}
    if kind == NEW_MESSAGE:
        yield from _message(data, SENDABLE_FLAGS | EPHEMERAL, new=True)
    elif kind == DEFERRED_MESSAGE:
        yield from _flags(data, EPHEMERAL)
    elif kind == UPDATE:
        yield from _message(data, EDITABLE_FLAGS, new=False)
    elif kind == MODAL:
        yield from _modal(data)


def _message(body: dict[str, Any], flags: int, *, new: bool) -> Iterator[str]:
    components = list(_walk(body.get("components") or ()))
    yield from _flags(body, flags)
    yield from _layout(body, components, new=new)
    yield from _components(components)
    if len(body.get("content") or "") > MOST_CONTENT:
        yield f"content is longer than {MOST_CONTENT} characters"
    if sum(_embed_text(embed) for embed in body.get("embeds") or ()) > MOST_EMBED_TEXT:
        yield f"embeds hold more than {MOST_EMBED_TEXT} characters"
    if len(str(body.get("nonce") or "")) > LONGEST_NONCE:
        yield f"the nonce is longer than {LONGEST_NONCE} characters"
    if body.get("enforce_nonce") and not body.get("nonce"):
        yield "enforce_nonce without a nonce"
    mentions = body.get("allowed_mentions") or {}
    yield from (
        f"allowed_mentions names {kind} in parse and by id"
        for kind in ("users", "roles")
        if kind in mentions.get("parse", ()) and mentions.get(kind)
    )


def _flags(body: dict[str, Any], allowed: int) -> Iterator[str]:
    excess = (body.get("flags") or 0) & ~allowed
    if excess:
        yield f"flags {excess:#x} may not be set here"


def _layout(body: dict[str, Any], components: list[dict[str, Any]], *, new: bool) -> Iterator[str]:
    """Hold a message to its kind: Components V2 where the flag is set, else content."""
    other = [key for key in ("content", "embeds", "poll", "sticker_ids") if body.get(key)]
    if (body.get("flags") or 0) & COMPONENTS_V2:
        yield from (f"{key} is forbidden beside IS_COMPONENTS_V2" for key in other)
        if len(components) > MOST_COMPONENTS:
            yield f"{len(components)} components, at most {MOST_COMPONENTS}"
        length = sum(len(each["content"]) for each in components if each["type"] == TEXT)
        if length > MOST_TEXT:
            yield f"{length} characters in all text displays, at most {MOST_TEXT}"
        if new and not components:
            yield "an empty message"
        return
    if (new or "flags" in body) and any(each["type"] in _ONLY_V2 for each in components):
        yield "components of version 2 without the flag IS_COMPONENTS_V2"
    if len(body.get("components") or ()) > MOST_ROWS and not any(
        each["type"] in _ONLY_V2 for each in components
    ):
        yield f"more than {MOST_ROWS} action rows"
    if new and not (other or components or body.get("attachments") or "message_reference" in body):
        yield "an empty message"


def _modal(data: dict[str, Any]) -> Iterator[str]:
    if len(data["components"]) > MOST_MODAL_COMPONENTS:
        yield f"{len(data['components'])} modal components, at most {MOST_MODAL_COMPONENTS}"
    yield from _components(list(_walk(data["components"])))


def _walk(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components") or ())
        yield from _walk(filter(None, (component.get("accessory"), component.get("component"))))


def _components(components: list[dict[str, Any]]) -> Iterator[str]:
    yield from _repeated("custom_id", (each.get("custom_id") for each in components))
    yield from _repeated("component id", (each.get("id") for each in components))
    for each in components:
        if each["type"] == BUTTON:
            yield from _button(each)
        elif each["type"] == ROW:
            yield from _row(each)
        elif each["type"] in _SELECTS:
            yield from _select(each)
        elif each["type"] == TEXT_INPUT:
            yield from _text_input(each)


def _button(button: dict[str, Any]) -> Iterator[str]:
    keys = {_LINK: "url", _PREMIUM: "sku_id"}
    wanted = keys.get(button["style"], "custom_id")
    given = [key for key in ("custom_id", "url", "sku_id") if button.get(key)]
    if given != [wanted]:
        yield f"a button of style {button['style']} takes {wanted}, not {given}"
    if not (button.get("label") or button.get("emoji") or button.get("sku_id")):
        yield "a button with neither label nor emoji"


def _row(row: dict[str, Any]) -> Iterator[str]:
    if len(row["components"]) > 1 and any(each["type"] != BUTTON for each in row["components"]):
        yield "an action row holds buttons, or one select"


def _select(select: dict[str, Any]) -> Iterator[str]:
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    options = select.get("options") or []
    if least > most:
        yield f"a select with min_values {least} over max_values {most}"
    if select["type"] == SELECT:
        yield from _repeated("select value", (option["value"] for option in options))
        if most > len(options):
            yield f"a select of up to {most} values has {len(options)} options"
        if sum(bool(option.get("default")) for option in options) > most:
            yield "more default options than a select may hold"


def _text_input(field: dict[str, Any]) -> Iterator[str]:
    least, most = field.get("min_length") or 0, field.get("max_length") or MOST_TEXT
    if least > most:
        yield f"a text input with min_length {least} over max_length {most}"
    if len(field.get("value") or "") > most:
        yield f"a text input is filled with more than {most} characters"


def _commands(commands: list[dict[str, Any]]) -> Iterator[str]:
    kinds = Counter(command.get("type", 1) for command in commands)
    yield from (
        f"{number} commands of type {kind}, at most {MOST_COMMANDS[kind]}"
        for kind, number in kinds.items()
        if number > MOST_COMMANDS[kind]
    )
    yield from _repeated("command", ((each.get("type", 1), each["name"]) for each in commands))
    for command in commands:
        if command.get("type", 1) == 1:
            yield from (f"/{command['name']}: {problem}" for problem in _slash(command))


def _slash(command: dict[str, Any]) -> Iterator[str]:
    size = _size(command)
    if size > LARGEST_COMMAND:
        yield f"{size} characters, at most {LARGEST_COMMAND}"
    yield from _node(command)


def _node(node: dict[str, Any]) -> Iterator[str]:
    """Check a command, a group, a subcommand or an option."""
    options = node.get("options") or []
    if not _COMMAND_NAME.fullmatch(node["name"]) or node["name"] != node["name"].lower():
        yield f"the name {node['name']!r} is not allowed"
    if not node.get("description"):
        yield f"{node['name']} has no description"
    yield from _repeated(f"option of {node['name']}", (option["name"] for option in options))
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"{node['name']} has a required option after an optional one"
    if len({option["type"] in _SUBCOMMANDS for option in options}) > 1:
        yield f"{node['name']} mixes subcommands and options"
    if node.get("autocomplete") and node.get("choices"):
        yield f"{node['name']} has both choices and autocomplete"
    for option in options:
        yield from _node(option)


def _size(node: dict[str, Any]) -> int:
    """Count as Discord does: names, descriptions and values of all options and choices."""
    own = sum(len(str(node.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_size(part) for key in ("options", "choices") for part in node.get(key) or ())


def _embed_text(embed: dict[str, Any]) -> int:
    fields = embed.get("fields") or ()
    texts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    texts += [(embed.get("author") or {}).get("name")]
    texts += [field[key] for field in fields for key in ("name", "value")]
    return sum(len(text or "") for text in texts)


def _repeated(what: str, values: Iterable[Any]) -> Iterator[str]:
    counts = Counter(value for value in values if value is not None)
    yield from (f"the {what} {value!r} stands twice" for value, n in counts.items() if n > 1)
