"""Discord's limits beside its document: each is seen to refuse, one below it to pass."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.calls import RestCall
from tests.support.limits import problems

V2 = 1 << 15


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(number: int = 1, **other: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "b", "custom_id": f"b:{number}", **other}


def select(**other: Any) -> dict[str, Any]:
    options = [{"label": each, "value": each} for each in "ab"]
    return {"type": 3, "custom_id": "s:1", "options": options, **other}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def post(**body: Any) -> RestCall:
    return RestCall("POST", "/channels/1/messages", body)


def card(*components: dict[str, Any], **body: Any) -> RestCall:
    return post(components=list(components), flags=V2, **body)


def patch(**body: Any) -> RestCall:
    return RestCall("PATCH", "/channels/1/messages/2", body)


def answer(kind: int, **data: Any) -> RestCall:
    return RestCall("POST", "/interactions/1/t/callback", {"type": kind, "data": data})


def form(*components: dict[str, Any]) -> RestCall:
    labels = [{"type": 18, "label": "L", "component": each} for each in components]
    return answer(9, custom_id="f", title="t", components=labels)


def field(number: int = 1, **other: Any) -> dict[str, Any]:
    return {"type": 4, "style": 1, "custom_id": f"field{number}", **other}


def commands(*bodies: dict[str, Any]) -> RestCall:
    return RestCall("PUT", "/applications/1/commands", list(bodies))


def slash(name: str = "log", **other: Any) -> dict[str, Any]:
    return {"name": name, "description": "Log", "type": 1, **other}


def option(name: str = "a", **other: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d", **other}


FINE = {
    "40 components": card({"type": 17, "components": [text() for _ in range(39)]}),
    "4000 characters": card(text("x" * 2000), text("x" * 2000)),
    "content and a row": post(content="x" * 2000, components=[row(button(1), button(2))]),
    "a select": card(row(select(min_values=0, max_values=2))),
    "a link": card(row(button(style=5, custom_id=None, url="https://example.org"))),
    "a private answer": answer(4, content="x", flags=64),
    "a card taking the place of another": answer(7, components=[text()], flags=V2),
    "an edit that leaves the flags": patch(components=[text()]),
    "five fields": form(*(field(number) for number in range(5))),
    "a command": commands(slash(options=[option("a", required=True), option("b")])),
    "the same name in two kinds": commands(slash(), {"name": "log", "type": 2}),
}

REFUSED = {
    "41 components": (
        card({"type": 17, "components": [text() for _ in range(40)]}),
        "41 components, at most 40",
    ),
    "accessories count": (
        card(*({"type": 9, "components": [text()], "accessory": button(n)} for n in range(14))),
        "42 components, at most 40",
    ),
    "4001 characters": (card(text("x" * 2000), text("x" * 2001)), "4001 characters"),
    "content beside components": (card(text(), content="x"), "content is forbidden"),
    "embeds beside components": (card(text(), embeds=[{}]), "embeds is forbidden"),
    "no flag": (post(components=[text()]), "without the flag"),
    "an edit that takes the flag away": (patch(components=[text()], flags=0), "without the flag"),
    "a private message in a channel": (post(content="x", flags=64), "flags 0x40"),
    "a deferral with more than privacy": (answer(5, flags=V2), "flags 0x8000"),
    "an edit cannot hide": (answer(7, content="x", flags=64), "flags 0x40"),
    "an empty message": (post(content=""), "an empty message"),
    "an empty card": (card(), "an empty message"),
    "long content": (post(content="x" * 2001), "longer than 2000"),
    "six rows": (post(components=[row(button(n)) for n in range(6)]), "more than 5 action rows"),
    "much embed": (post(embeds=[{"description": "x" * 4000}] * 2), "more than 6000"),
    "a long nonce": (post(content="x", nonce="n" * 26), "longer than 25"),
    "no nonce to enforce": (post(content="x", enforce_nonce=True), "without a nonce"),
    "mentions twice": (
        post(content="x", allowed_mentions={"parse": ["users"], "users": ["1"]}),
        "names users",
    ),
    "a custom id twice": (card(row(button(1)), row(button(1))), "custom_id 'b:1' stands twice"),
    "an id twice": (card({**text(), "id": 1}, {**text(), "id": 1}), "component id 1"),
    "a button without a way": (card(row(button(custom_id=None))), "takes custom_id"),
    "a link with a custom id": (card(row(button(style=5, url="https://a.b"))), "takes url"),
    "a nameless button": (card(row(button(label=None))), "neither label nor emoji"),
    "two selects in a row": (
        card(row(select(), select(custom_id="s:2"))),
        "holds buttons, or one select",
    ),
    "a select of too few": (card(row(select(max_values=3))), "has 2 options"),
    "a select upside down": (card(row(select(min_values=2))), "over max_values 1"),
    "a select value twice": (
        card(row(select(options=[{"label": "a", "value": "a"}] * 2))),
        "select value 'a' stands twice",
    ),
    "two defaults for one": (
        card(row(select(options=[{"label": v, "value": v, "default": True} for v in "ab"]))),
        "more default options",
    ),
    "six fields": (form(*(field(number) for number in range(6))), "6 modal components, at most 5"),
    "a field twice": (form(field(1), field(1)), "custom_id 'field1' stands twice"),
    "a field filled too far": (form(field(max_length=3, value="long")), "more than 3 characters"),
    "a field upside down": (form(field(min_length=3, max_length=2)), "min_length 3 over"),
    "a command twice": (commands(slash(), slash()), "stands twice"),
    "101 commands": (commands(*(slash(f"c{n}") for n in range(101))), "101 commands"),
    "16 context menus": (
        commands(*({"name": f"Menu {n}", "type": 3} for n in range(16))),
        "16 commands of type 3",
    ),
    "capitals": (commands(slash("Log")), "'Log' is not allowed"),
    "a space": (commands(slash("log it")), "'log it' is not allowed"),
    "no description": (commands(slash(description="")), "has no description"),
    "an option twice": (commands(slash(options=[option(), option()])), "stands twice"),
    "required after optional": (
        commands(slash(options=[option("a"), option("b", required=True)])),
        "after an optional one",
    ),
    "subcommands among options": (
        commands(slash(options=[option("a"), option("b", type=1)])),
        "mixes subcommands",
    ),
    "choices and autocomplete": (
        commands(slash(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])),
        "both choices and autocomplete",
    ),
    "8001 characters": (
        commands(slash(options=[option(f"o{n}", description="x" * 400) for n in range(20)])),
        "characters, at most 8000",
    ),
}


@pytest.mark.parametrize("call", FINE.values(), ids=FINE)
def test_allows(call: RestCall) -> None:
    assert list(problems(call)) == []


@pytest.mark.parametrize(("call", "why"), REFUSED.values(), ids=REFUSED)
def test_refuses(call: RestCall, why: str) -> None:
    found = list(problems(call))
    assert len(found) == 1, found
    assert why in found[0]


def test_reads_follow_ups_and_edits_of_answers_too() -> None:
    crowded = {"components": [text("x" * 4001)], "flags": V2}
    for method, path in (
        ("POST", "/webhooks/1/token"),
        ("PATCH", "/webhooks/1/token/messages/@original"),
        ("PATCH", "/channels/1/messages/2"),
    ):
        assert list(problems(RestCall(method, path, crowded)))
