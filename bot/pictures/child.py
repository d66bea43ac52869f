"""The worker process: takes one piece of work after the other from its standard input.

Each message is a length of eight bytes and a pickle: a function with its arguments comes in, and
whether it went well with what came of it goes out.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

if TYPE_CHECKING:
    # Whether it went well, and the result or the error.
    Outcome: TypeAlias = tuple[bool, Any]

LENGTH_BYTES = 8
# How long work may go on once nobody waits for it.
GRACE_S = 0.5


def framed(what: object) -> bytes:
    """Make a message of what pickle can take."""
    body = pickle.dumps(what)
    return len(body).to_bytes(LENGTH_BYTES) + body


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request in turn; return when the other end is closed."""
    waiting: SimpleQueue[bytes | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    while (request := waiting.get()) is not None:
        answers.write(_answer(request))
        answers.flush()
        # A figure is a ring of references; nobody waits now, so it goes at once.
        gc.collect()


def _listen(requests: BinaryIO, waiting: SimpleQueue[bytes | None]) -> None:
    while head := requests.read(LENGTH_BYTES):
        waiting.put(requests.read(int.from_bytes(head)))
    waiting.put(None)
    # The bot is gone or wants no more, and the main thread ends the process, unless it is busy.
    time.sleep(GRACE_S)
    os._exit(1)


def _answer(request: bytes) -> bytes:
    try:
        function, args = pickle.loads(request)  # noqa: S301 - from our own parent
        return framed((True, function(*args)))
    except Exception as error:  # noqa: BLE001 - the caller gets it
        return framed((False, _portable(error)))


def _portable(error: Exception) -> Exception:
    """Return the error, or one that says the same where this one cannot travel."""
    told = traceback.format_exc()
    error.add_note(told)
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made on the spot
    except Exception:  # noqa: BLE001 - any class may fail in its own way
        return RuntimeError(told)
    return error


def main() -> None:
    """Serve until the bot closes the pipe, and leave every signal to the bot."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # Where memory runs out, this process goes before the bot does.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    # Nothing that is printed or started along the way may touch the messages. When the bot is gone,
    # so is whoever would read an answer.
    with (
        suppress(BrokenPipeError),
        os.fdopen(os.dup(0), "rb") as requests,
        os.fdopen(os.dup(1), "wb") as answers,
    ):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        serve(requests, answers)


if __name__ == "__main__":
    main()
