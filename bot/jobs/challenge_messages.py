"""What is posted about challenges: the board, changed targets, results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import Pings
from bot.domain.ids import ChallengeId
from bot.jobs.messages import Message
from bot.render import challenge_news as news
from bot.render import challenges as render
from bot.render.challenge_presses import SeeEveryone, SeeResults, SeeTerms

if TYPE_CHECKING:
    from bot.domain.posts import Post
    from bot.services.container import Services


class Announcement:
    """The board of a challenge, which is its announcement."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        return SeeEveryone(challenge_id=post.subject[0]).custom_id

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        """Return the board as it stands now; one role may be pinged, by the first one alone."""
        challenge_id = ChallengeId(post.subject[0])
        shown = await services.challenge_boards.board(post.community_id, challenge_id)
        if shown is None or not shown.challenge.is_open:
            return None
        resources = await services.live_boards.resources(post.community_id)
        card = render.board(shown, resources, late=late)
        await services.live_boards.posted(post.community_id, challenge_id, render.digest(card))
        role_id = shown.challenge.ping_role_id
        is_pinged = post.edition == 1
        return Message(card, Pings(roles=[role_id] if role_id and is_pinged else []))


class NewTerms:
    """What changed about a challenge that runs."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        challenge_id, version = post.subject
        return SeeTerms(challenge_id=challenge_id, version=version).custom_id

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        """Return what changed, unless the challenge has ended meanwhile."""
        challenge_id, version = post.subject
        shown = await services.challenge_boards.board(post.community_id, ChallengeId(challenge_id))
        if shown is None or not shown.challenge.is_open:
            return None
        before, after = shown.challenge.terms[version - 2 : version]
        return Message(news.new_terms(shown.challenge, before, after, late=late))


class Results:
    """How a challenge went for everybody."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        return SeeResults(challenge_id=post.subject[0]).custom_id

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        """Return how it went, by the logs as they stand now."""
        challenge_id = ChallengeId(post.subject[0])
        shown = await services.challenge_boards.board(post.community_id, challenge_id)
        return None if shown is None else Message(news.results(shown, late=late))
