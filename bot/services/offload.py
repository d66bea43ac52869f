"""Where heavy work goes, so that it delays nobody's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Offload(Protocol):
    """Does a function's work off the event loop and brings back what it returns.

    It may do so in another process: function, arguments and result must be such as pickle takes,
    the function one of a module's own.

    Raises what the function raises, and `WorkFailed` where it came to no end.
    """

    async def __call__(self, function: Callable[..., T], /, *args: object) -> T:
        """Call the function with these arguments."""
        ...
