"""Asking through the services: Anna asks, unless told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.asking import Options, Words
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import Hardship, RequestKind, Wish
from tests.support.callers import ANNA, act

if TYPE_CHECKING:
    from bot.domain.asking import Asked, Prepared
    from bot.domain.ids import PracticeId, UserId
    from bot.services.container import Services

ESSAY = Words("Essay", "It was a dark night.", "Is it too dark?", counted="errors 6")


async def prepare(services: Services, user: UserId = ANNA, **options: Any) -> Prepared:
    return await services.asking.prepare(act(user), RequestKind.WORK, Options(**options))


async def ask(services: Services, words: Words = ESSAY, **options: Any) -> Asked:
    prepared = await prepare(services, **options)
    return await services.asking.ask(act(), prepared.draft_id, words)


async def stuck(services: Services, said: str = "I doubt it.", **options: Any) -> Asked:
    choices = Options(hardship=Hardship.DOUBT, wish=Wish.ADVICE, **options)
    prepared = await services.asking.prepare(act(), RequestKind.STUCK, choices)
    return await services.asking.say_stuck(act(), prepared.draft_id, said)


async def practise(services: Services, skill: str = "Prose") -> PracticeId:
    words = PracticeWords(name="Writing", minimum="1 page", skill=skill)
    return (await services.practices.add(act(), words)).practice.id
