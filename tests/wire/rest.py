"""The REST side of the loopback Discord: the routes that a bot of ours uses, version 10."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.support.calls import RestCall
from tests.wire import payloads

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from tests.wire.gateway import Gateway
    from tests.wire.milestones import Milestones

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, AUTOCOMPLETE, MODAL = 4, 5, 6, 7, 8, 9
UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED, UNKNOWN_MESSAGE = 10062, 40060, 10008
VERSION = "/api/v10"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to an interaction; a deferral without content is not an answer yet."""

    interaction: dict[str, Any]
    type: int
    data: dict[str, Any]
    message: dict[str, Any] | None

    @property
    def components(self) -> list[dict[str, Any]]:
        """All components, the inner ones too."""
        return payloads.walk(self.data.get("components") or [])

    @property
    def text(self) -> str:
        """All that the member can read."""
        parts = [self.data.get("content"), self.data.get("title")]
        parts += [each.get("content") or each.get("label") for each in self.components]
        return "\n".join(part for part in parts if part)


@dataclass(slots=True)
class Asked:
    """An interaction that was sent to the bot, and what has come back."""

    interaction: dict[str, Any]
    source: dict[str, Any] | None
    content: asyncio.Future[Answer]
    type: int | None = None
    original: dict[str, Any] | None = None

    def settle(self, kind: int, data: dict[str, Any], message: dict[str, Any] | None) -> None:
        """Give the content to whoever waits for it; what follows later is a follow-up."""
        if not self.content.done():
            self.content.set_result(Answer(self.interaction, kind, data, message))


@dataclass(slots=True)
class Discord:
    """What the loopback Discord knows; the routes read and change it."""

    token: str
    guilds: dict[int, int]
    milestones: Milestones
    gateway: Gateway
    commands: list[dict[str, Any]] = field(default_factory=list)
    calls: list[RestCall] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def post(self, body: dict[str, Any], channel_id: int) -> dict[str, Any]:
        """Keep a message that the bot sent."""
        guild_id = next((g for g, c in self.guilds.items() if c == channel_id), None)
        message = payloads.message(body, channel_id, guild_id)
        self.messages[message["id"]] = message
        return message

    def edit(self, message_id: str, body: dict[str, Any]) -> dict[str, Any]:
        """Change a message; only what the body names."""
        message = self.messages.get(message_id)
        if message is None:
            raise Refused(404, UNKNOWN_MESSAGE, "Unknown Message")
        changed = payloads.message(body, int(message["channel_id"]), None)
        message |= {key: changed[key] for key in body if key in changed and key != "id"}
        return message


# What Discord says of a channel's rate limit where there is room for more.
ROOM = {
    "X-RateLimit-Limit": "5",
    "X-RateLimit-Remaining": "4",
    "X-RateLimit-Reset-After": "5",
}


class Refused(Exception):
    """A request that Discord answers with an error of its own."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(status, code, message)
        self.status = status
        self.body = {"code": code, "message": message}


def _json(result: Any, status: int = 200) -> web.Response:
    # Not web.json_response: Discord names no charset, and discord.py looks for exactly this type.
    body = json.dumps(result).encode()
    return web.Response(body=body, status=status, content_type="application/json")


async def _body(request: web.Request) -> Any:
    if not request.can_read_body:
        return None
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return json.loads(str(form["payload_json"])) if "payload_json" in form else None
    return await request.json()


class Routes:
    """One method for each route; each returns JSON, or None for 204."""

    def __init__(self, discord: Discord) -> None:
        self._discord = discord

    def add_to(self, app: web.Application) -> None:
        """Register every route under the version's prefix, and one that says 404 to the rest."""
        public = {
            ("POST", "/interactions/{interaction}/{token}/callback"): self.respond,
            ("POST", "/webhooks/{application}/{token}"): self.follow_up,
            ("GET", "/webhooks/{application}/{token}/messages/{message}"): self.get_answer,
            ("PATCH", "/webhooks/{application}/{token}/messages/{message}"): self.edit_answer,
            ("DELETE", "/webhooks/{application}/{token}/messages/{message}"): self.delete_answer,
        }
        private = {
            ("GET", "/gateway"): self.gateway,
            ("GET", "/gateway/bot"): self.gateway,
            ("GET", "/users/@me"): self.me,
            ("POST", "/users/@me/channels"): self.open_dm,
            ("GET", "/applications/@me"): self.application,
            ("GET", "/oauth2/applications/@me"): self.application,
            ("GET", "/applications/{application}/commands"): self.get_commands,
            ("PUT", "/applications/{application}/commands"): self.put_commands,
            ("GET", "/channels/{channel}"): self.get_channel,
            ("GET", "/channels/{channel}/messages"): self.get_messages,
            ("POST", "/channels/{channel}/messages"): self.send,
            ("GET", "/channels/{channel}/messages/{message}"): self.get_message,
            ("PATCH", "/channels/{channel}/messages/{message}"): self.edit,
            ("DELETE", "/channels/{channel}/messages/{message}"): self.delete,
            ("POST", "/channels/{channel}/messages/{message}/threads"): self.open_thread,
            ("*", "/{unknown:.*}"): self.unknown,
        }
        for (method, path), act in public.items():
            app.router.add_route(method, VERSION + path, self._handler(act, token=None))
        for (method, path), act in private.items():
            token = self._discord.token
            app.router.add_route(method, VERSION + path, self._handler(act, token=token))

    def _handler(
        self, act: Callable[[web.Request, Any], Any], token: str | None
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            body = await _body(request)
            path = request.path.removeprefix(VERSION)
            self._discord.calls.append(RestCall(request.method, path, body, dict(request.query)))
            if token is not None and request.headers.get("Authorization") != f"Bot {token}":
                return _json({"code": 0, "message": "401: Unauthorized"}, 401)
            try:
                result = act(request, body)
            except Refused as refused:
                return _json(refused.body, refused.status)
            answer = web.Response(status=204) if result is None else _json(result)
            answer.headers.update(ROOM)
            return answer

        return handle

    def unknown(self, request: web.Request, _body: Any) -> None:
        raise Refused(404, 0, f"404: {request.path} is not a route of this Discord")

    def gateway(self, _request: web.Request, _body: Any) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return {"url": self._discord.gateway.url, "shards": 1, "session_start_limit": limit}

    def me(self, _request: web.Request, _body: Any) -> dict[str, Any]:
        return payloads.user(payloads.APPLICATION_ID, bot=True)

    def application(self, _request: web.Request, _body: Any) -> dict[str, Any]:
        return payloads.application()

    def open_dm(self, _request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        recipient = int(body["recipient_id"])
        return {"id": str(recipient + 1), "type": 1, "recipients": [payloads.user(recipient)]}

    def get_commands(self, _request: web.Request, _body: Any) -> list[dict[str, Any]]:
        return self._discord.commands

    def put_commands(self, _request: web.Request, body: list[dict[str, Any]]) -> list[Any]:
        self._discord.commands = [payloads.command(command) for command in body]
        self._discord.milestones.reach("synced")
        return self._discord.commands

    def get_channel(self, request: web.Request, _body: Any) -> dict[str, Any]:
        channel_id = int(request.match_info["channel"])
        guild_id = next(g for g, c in self._discord.guilds.items() if c == channel_id)
        return payloads.channel(channel_id, guild_id)

    def get_messages(self, request: web.Request, _body: Any) -> list[dict[str, Any]]:
        channel_id = request.match_info["channel"]
        newest_first = reversed(self._discord.messages.values())
        return [each for each in newest_first if each["channel_id"] == channel_id]

    def send(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        message = self._discord.post(body, int(request.match_info["channel"]))
        self._discord.milestones.reach("posted")
        return message

    def get_message(self, request: web.Request, _body: Any) -> dict[str, Any]:
        return self._discord.edit(request.match_info["message"], {})

    def edit(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        message = self._discord.edit(request.match_info["message"], body)
        self._discord.milestones.reach("edited")
        return message

    def delete(self, request: web.Request, _body: Any) -> None:
        self._discord.edit(request.match_info["message"], {})
        del self._discord.messages[request.match_info["message"]]

    def open_thread(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        parent = self.get_channel(request, None)
        message = self._discord.edit(request.match_info["message"], {})
        self._discord.milestones.reach("threaded")
        return payloads.thread(parent, message["id"], body["name"])

    def respond(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any] | None:
        """Take the first answer to an interaction; a second one is refused."""
        asked = self._asked(request)
        if asked.type is not None:
            message = "Interaction has already been acknowledged."
            raise Refused(400, ALREADY_ACKNOWLEDGED, message)
        kind, data = body["type"], body.get("data") or {}
        asked.type, asked.original = kind, asked.source
        if kind in (MESSAGE, DEFERRED_MESSAGE):
            asked.original = self._discord.post(data, int(asked.interaction["channel_id"]))
        elif kind == UPDATE and asked.source:
            asked.original = self._discord.edit(asked.source["id"], data)
        if kind not in (DEFERRED_MESSAGE, DEFERRED_UPDATE):
            asked.settle(kind, data, asked.original)
        if "with_response" not in request.query:
            return None
        return _callback_response(asked, data)

    def follow_up(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        asked = self._asked(request)
        message = self._discord.post(body, int(asked.interaction["channel_id"]))
        asked.settle(MESSAGE, body, message)
        return message

    def get_answer(self, request: web.Request, _body: Any) -> dict[str, Any]:
        return self._discord.edit(self._answer_id(request), {})

    def edit_answer(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        message = self._discord.edit(self._answer_id(request), body)
        self._asked(request).settle(UPDATE, body, message)
        return message

    def delete_answer(self, request: web.Request, _body: Any) -> None:
        self._discord.messages.pop(self._answer_id(request), None)

    def _asked(self, request: web.Request) -> Asked:
        asked = self._discord.asked.get(request.match_info["token"])
        if asked is None:
            raise Refused(404, UNKNOWN_INTERACTION, "Unknown interaction")
        return asked

    def _answer_id(self, request: web.Request) -> str:
        named = request.match_info["message"]
        original = self._asked(request).original
        return original["id"] if named == "@original" and original else named


def _callback_response(asked: Asked, data: dict[str, Any]) -> dict[str, Any]:
    kind, message = asked.type, asked.original
    about: dict[str, Any] = {"id": asked.interaction["id"], "type": asked.interaction["type"]}
    if message is None:
        return {"interaction": about, "resource": {"type": kind}}
    about |= {
        "response_message_id": message["id"],
        "response_message_loading": kind == DEFERRED_MESSAGE,
        "response_message_ephemeral": bool((data.get("flags") or 0) & 64),
    }
    return {"interaction": about, "resource": {"type": kind, "message": message}}
