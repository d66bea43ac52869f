"""The gateway of the loopback Discord: heartbeats, IDENTIFY, RESUME, and numbered events."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.wire import payloads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.wire.milestones import Milestones

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11
WRONG_TOKEN, UNKNOWN_OPCODE = 4004, 4001
HEARTBEAT_INTERVAL_MS = 41_250


class Connection:
    """One websocket; it compresses as a zlib stream where the program asked for it."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self.socket = socket
        wants_zlib = request.query.get("compress") == "zlib-stream"
        self._zlib = zlib.compressobj() if wants_zlib else None

    async def send(
        self, op: int, data: Any, event: str | None = None, seq: int | None = None
    ) -> None:
        text = json.dumps({"op": op, "d": data, "t": event, "s": seq})
        if self._zlib is None:
            await self.socket.send_str(text)
        else:
            packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(packed)

    def cut(self) -> None:
        """Break the connection as a network does: without a farewell."""
        if self._request.transport is not None:
            self._request.transport.abort()


@dataclass(slots=True)
class Session:
    """What lives on when a connection breaks: the events so far, to be sent again on RESUME."""

    id: str
    shard: tuple[int, int]
    connection: Connection | None
    events: list[tuple[str, Any]] = field(default_factory=list)

    async def dispatch(self, event: str, data: Any) -> None:
        """Send an event, or keep it until the program is back."""
        self.events.append((event, data))
        if self.connection is not None:
            await self.connection.send(DISPATCH, data, event, len(self.events))

    async def replay(self, after: int) -> None:
        """Send what came after this sequence number, then say that it is all."""
        assert self.connection is not None
        for seq, (event, data) in enumerate(self.events[after:], start=after + 1):
            await self.connection.send(DISPATCH, data, event, seq)
        await self.dispatch("RESUMED", {})


class Gateway:
    """All sessions of the bot; ``guilds`` maps servers to their one channel."""

    def __init__(self, token: str, guilds: dict[int, int], milestones: Milestones) -> None:
        self._token = token
        self._guilds = guilds
        self._milestones = milestones
        self.url = ""
        self.sessions: dict[str, Session] = {}

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(request, socket)
        try:
            await connection.send(HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL_MS})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    frame = json.loads(message.data)
                    await self._receive(connection, frame["op"], frame.get("d"))
        except ConnectionError:
            pass  # cut, by us or by the program's death
        finally:
            for session in self._of(connection):
                session.connection = None
                self._milestones.reach("disconnected")
        return socket

    def session(self, guild_id: int) -> Session:
        """Return the newest session whose shard has this server."""
        for session in reversed(self.sessions.values()):
            if self._has(session, guild_id):
                return session
        message = "nobody has identified yet"
        raise LookupError(message)

    def drop(self, *, forget: bool = False) -> None:
        """Cut all connections; the sessions wait to be resumed, unless they are forgotten."""
        sessions = list(self.sessions.values())
        if forget:
            self.sessions.clear()
        for session in sessions:
            if session.connection is not None:
                session.connection.cut()

    async def close(self) -> None:
        for session in self.sessions.values():
            if session.connection is not None:
                await session.connection.socket.close(code=1001)

    def _of(self, connection: Connection) -> Iterable[Session]:
        return [each for each in self.sessions.values() if each.connection is connection]

    @staticmethod
    def _has(session: Session, guild_id: int) -> bool:
        number, count = session.shard
        return (guild_id >> 22) % count == number

    async def _receive(self, connection: Connection, op: int, data: Any) -> None:
        if op == HEARTBEAT:
            await connection.send(HEARTBEAT_ACK, None)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            await self._resume(connection, data)
        elif op > HELLO or op == RECONNECT:
            await connection.socket.close(code=UNKNOWN_OPCODE)

    async def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        if data["token"] != self._token:
            await connection.socket.close(code=WRONG_TOKEN, message=b"Authentication failed.")
            return
        shard = data.get("shard") or [0, 1]
        session = Session(f"session-{payloads.snowflake()}", (shard[0], shard[1]), connection)
        self.sessions[session.id] = session
        mine = [guild_id for guild_id in self._guilds if self._has(session, guild_id)]
        ready = {
            "v": 10,
            "user": payloads.user(payloads.APPLICATION_ID, bot=True),
            "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in mine],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": shard,
            "application": {"id": str(payloads.APPLICATION_ID), "flags": 0},
        }
        await session.dispatch("READY", ready)
        for guild_id in mine:
            await session.dispatch("GUILD_CREATE", payloads.guild(guild_id, self._guilds[guild_id]))
        self._milestones.reach("identified")

    async def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        session = self.sessions.get(data["session_id"])
        if data["token"] != self._token:
            await connection.socket.close(code=WRONG_TOKEN, message=b"Authentication failed.")
        elif session is None:
            await connection.send(INVALID_SESSION, False)  # noqa: FBT003 - the protocol's words
        else:
            session.connection = connection
            await session.replay(after=data["seq"])
            self._milestones.reach("resumed")
