"""Where log records go and what they look like: standard error, as text or JSON lines."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from bot.config import LogSection

# Their DEBUG records quote statements and requests, that is, what members wrote, and the
# one-time tokens of interactions.
_QUIET = {
    "aiosqlite": logging.WARNING,
    "discord": logging.INFO,
    "aiohttp": logging.INFO,
    "apscheduler": logging.WARNING,  # below that, two lines a minute to say that it lives
}
# Errors of the connection quote the address that was asked, and with it such a token.
_TOKENS = re.compile(r"(/(?:interactions|webhooks)/\d+/)[\w.-]+")


class TextFormatter(logging.Formatter):
    """One line a record, and a traceback where there is one."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return _without_tokens(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a record, on one line."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return _without_tokens(json.dumps(fields, ensure_ascii=False))


def set_up(settings: LogSection) -> None:
    """Send all records to standard error, in the form and from the level on that were chosen."""
    handler = logging.StreamHandler(sys.stderr)
    if settings.format == "json":
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(TextFormatter("%(asctime)s %(levelname)-8s %(name)s: %(message)s"))
    logging.basicConfig(level=settings.level, handlers=[handler], force=True)
    level = logging.getLogger().level
    for name, floor in _QUIET.items():
        logging.getLogger(name).setLevel(max(level, floor))


def _without_tokens(text: str) -> str:
    return _TOKENS.sub(r"\1…", text)
