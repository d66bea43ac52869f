"""The judge itself: it passes what discord.py sends, and it finds what Discord would refuse."""

from __future__ import annotations

import json
from typing import Any

import discord
import pytest
import simcord

from tests.conformance.sample_bot import SampleBot
from tests.support.calls import RestCall
from tests.support.conformance import objections, require_conformance
from tests.support.openapi import ABSENT, DOCUMENT, EXEMPTIONS, Document, document

CALLBACK = "/interactions/1/token/callback"
TEXT = {"type": 10, "content": "x"}
V2 = 1 << 15


@pytest.fixture
def judge() -> Document:
    found = document()
    if found is None:
        pytest.skip(ABSENT)
    return found


async def test_passes_what_discord_py_sends(judge: Document) -> None:
    async with simcord.run(SampleBot()) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("practice")
        everything = guild.create_role("all", permissions=discord.Permissions.all())
        ada = guild.add_member(env.create_user("ada"), roles=[everything])
        await env.settle()
        await ada.autocomplete(channel, "send cards", "text", "x")
        await ada.slash(channel, "send cards", text="x")
        await ada.slash(channel, "send later")
        shown = await ada.slash(channel, "form")
        answers = {"text": "x", "select": ["x"], "radio": "a", "boxes": ["a"]}
        await ada.submit_modal(shown, answers)
        message = await ada.send(channel, "hello")
        await ada.context_menu(channel, "Cheer this", message)
        calls = [
            RestCall(each.method, each.path, each.json, each.params) for each in env.http_requests
        ]
    assert judge is document()
    judged = require_conformance(calls)
    assert judged.total() == len(calls)
    assert len(judged) > 8


def message(**body: Any) -> RestCall:
    return RestCall("POST", "/channels/1/messages", body)


def command(**body: Any) -> RestCall:
    whole = {"name": "log", "description": "Log", **body}
    return RestCall("PUT", "/applications/1/commands", [whole])


REFUSED = {
    "a route that is not Discord's": (RestCall("POST", "/channels/1/boards", {}), "no such route"),
    "a method that the route has not": (
        RestCall("PUT", "/channels/1/messages", {}),
        "no such route",
    ),
    "a body where none belongs": (RestCall("GET", "/users/@me", {"x": 1}), "describes none"),
    "a missing body": (RestCall("POST", CALLBACK), "the body is missing"),
    "an unknown query parameter": (
        RestCall("GET", "/channels/1/messages", None, {"limits": 5}),
        "'limits' is not in the document",
    ),
    "an unknown key": (message(contents="x"), "'contents' was unexpected"),
    "an unknown key deep inside": (
        message(flags=V2, components=[{"type": 17, "components": [{**TEXT, "text": "x"}]}]),
        "$.components[0].components[0]: Additional properties",
    ),
    "a wrong type": (message(content=5), "5 is not of type 'string'"),
    "an unknown component": (message(components=[{"type": 99}]), "$.components[0]"),
    "a custom id too long": (
        message(
            components=[
                {"type": 1, "components": [{"type": 2, "style": 2, "custom_id": "x" * 101}]}
            ]
        ),
        "is too long",
    ),
    "an unknown kind of answer": (RestCall("POST", CALLBACK, {"type": 77}), "$"),
    "a modal without a title": (
        RestCall("POST", CALLBACK, {"type": 9, "data": {"custom_id": "x", "components": []}}),
        "$.data",
    ),
    "a description too long": (command(description="x" * 101), "is too long"),
    "a nonce too long": (message(content="x", nonce="n" * 26), "$.nonce"),
    "an id that is none": (message(content="x", sticker_ids=["abc"]), "$.sticker_ids[0]"),
    "a limit beside the document": (message(content="x" * 2001), "longer than 2000 characters"),
}


@pytest.mark.parametrize(("call", "why"), REFUSED.values(), ids=REFUSED)
def test_refuses(judge: Document, call: RestCall, why: str) -> None:
    found = objections(judge, call)
    assert any(why in objection for objection in found), found
    with pytest.raises(AssertionError, match="Discord would refuse"):
        require_conformance([call])


def test_every_exemption_is_still_needed() -> None:
    if not DOCUMENT.exists():
        pytest.skip(ABSENT)
    schemas = json.loads(DOCUMENT.read_text("utf-8"))["components"]["schemas"]
    assert len(schemas) > 100
    for exemption in EXEMPTIONS:
        described = schemas[exemption.schema]
        assert exemption.key not in described.get("properties", {}), f"remove {exemption}"
        assert exemption.key or described["type"] == "string", f"remove {exemption}"
