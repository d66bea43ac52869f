"""Challenges by themselves: teams are drawn, results are told, and boards are kept up to date."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble, Undeliverable, trouble_mending
from bot.domain.posts import nonce
from bot.jobs.publishing import publish
from bot.jobs.spread import spread
from bot.render import challenges as render

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.challenges import DueChallenge
    from bot.domain.live_boards import LiveBoard
    from bot.services.container import Services

GONE = Undeliverable(Trouble.GONE)


async def post_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Draw teams and tell results where it is time; the caller holds `Posts.one_run`."""

    async def look(due: DueChallenge) -> None:
        post = await services.challenge_ends.look(due)
        if post is not None:
            await publish(services, delivery, post)

    await spread(services.challenge_ends.due(now), look)


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Edit the boards that have changed, as often as Discord and good manners allow."""
    # Edits mostly wait for Discord; working a board out takes the event loop, where members wait.
    working_out = asyncio.Lock()

    async def bring_up_to_date(board: LiveBoard) -> None:
        await _bring_up_to_date(services, delivery, board, working_out)

    async with services.live_boards.one_run:
        await spread(services.live_boards.due(now), bring_up_to_date)


async def _bring_up_to_date(
    services: Services, delivery: Delivery, board: LiveBoard, working_out: asyncio.Lock
) -> None:
    if board.is_worn:
        await _replace(services, delivery, board)
        return
    async with working_out:
        shown = await services.challenge_boards.board(board.community_id, board.challenge_id)
    if shown is None:
        return
    resources = await services.live_boards.resources(board.community_id)
    card = render.board(shown, resources, late=board.post.late)
    digest = render.digest(card)
    if digest == board.shown:
        if board.must_see and await delivery.look(board.channel_id, board.message_id) == GONE:
            await services.live_boards.lost(board)
        return
    outcome = await delivery.edit(board.channel_id, board.message_id, card)
    if outcome == GONE:
        await services.live_boards.lost(board)
        return
    after = await services.live_boards.tried(board, outcome, digest)
    if after.must_tell:
        await _tell(services, delivery, after)


async def _replace(services: Services, delivery: Delivery, board: LiveBoard) -> None:
    """Take away a message that Discord lets nobody edit any more; it is posted anew."""
    outcome = await delivery.delete(board.channel_id, board.message_id)
    if trouble_mending(outcome) is None:
        await services.live_boards.lost(board)
    else:
        await services.live_boards.tried(board, Undeliverable(Trouble.UNREACHABLE), board.shown)


async def _tell(services: Services, delivery: Delivery, board: LiveBoard) -> None:
    """Tell moderators once what keeps a board from being up to date."""
    outcome = None
    if board.moderator_channel_id is not None and board.trouble is not None:
        card = render.stuck(board.channel_id, board.trouble)
        key = nonce("board", board.challenge_id, board.edited_at)
        outcome = await delivery.send(board.moderator_channel_id, card, key)
    if outcome is None or isinstance(outcome, Sent) or outcome.trouble is not Trouble.UNREACHABLE:
        await services.live_boards.told(board)
