"""The public card of what a member shares, kept in step with what they want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.domain.deliveries import Sent, Trouble, Undeliverable, trouble_mending
from bot.domain.places import Place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.delivery import Delivery
    from bot.render.card import Card


class Words(Protocol):
    """What a module of ``bot.render`` says to the author about their public card."""

    def not_mended(self, trouble: Trouble, /) -> str:
        """Say why the card stays as it was."""
        ...

    def not_shared(self, channel_id: int, trouble: Trouble, /) -> str:
        """Say why there is no card."""
        ...


@dataclass(frozen=True, slots=True)
class PublicCard:
    """A card that stands in ``place`` or nowhere, and whether its author wants it to stand.

    ``key`` names the act, which posts once however often it is delivered. ``stands`` remembers
    where it was posted, False where it is not wanted any more; ``fell`` that it is gone, and
    ``gone`` says so to its author.
    """

    place: Place | None
    is_wanted: bool
    shown: Callable[[], Card]
    key: str
    words: Words
    gone: str
    stands: Callable[[Place], Awaitable[bool]]
    fell: Callable[[], Awaitable[None]]


async def keep_in_step(delivery: Delivery, card: PublicCard, channel_id: int) -> str | None:
    """Post, mend or take away a card; return what its author should know, if anything."""
    if card.place is None:
        return await _post(delivery, card, channel_id) if card.is_wanted else None
    return await (_mend if card.is_wanted else _take_away)(delivery, card, card.place)


async def _mend(delivery: Delivery, card: PublicCard, place: Place) -> str | None:
    outcome = await delivery.edit(place.channel_id, place.message_id, card.shown())
    if isinstance(outcome, Sent):
        return None
    if outcome.trouble is not Trouble.GONE:
        return card.words.not_mended(outcome.trouble)
    # A moderator may have deleted it: then it is not for us to post it again.
    await card.fell()
    return card.gone


async def _take_away(delivery: Delivery, card: PublicCard, place: Place) -> str | None:
    outcome = await delivery.delete(place.channel_id, place.message_id)
    if trouble := trouble_mending(outcome):
        return card.words.not_mended(trouble)
    await card.fell()
    return None


async def _post(delivery: Delivery, card: PublicCard, channel_id: int) -> str | None:
    outcome = await delivery.send(channel_id, card.shown(), card.key)
    if isinstance(outcome, Undeliverable):
        return card.words.not_shared(channel_id, outcome.trouble)
    # Else taken back or deleted meanwhile, or another tap posted it first.
    if not await card.stands(Place(channel_id, outcome.message_id)):
        await delivery.delete(channel_id, outcome.message_id)
    return None
