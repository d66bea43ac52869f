"""Rubrics, as everybody reads them; shipped ones need no rows.

A community's own rubric stands in the place of a shipped one of the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import RubricVersionId
from bot.domain.names import same_name
from bot.domain.rubric_bank import SHIPPED, shipped_rubric, shipped_version
from bot.domain.rubrics import (
    CriterionGone,
    RubricList,
    RubricPanel,
    UnknownRubric,
    current_of,
    nearest_names,
    pick_rubric,
)
from bot.services.moderators import require_moderator
from storage import communities, rubrics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, RubricId
    from bot.domain.rubrics import Criterion, Rubric, RubricVersion, Spot
    from storage.connections import Connection
    from storage.database import Database


class Rubrics:
    """Reads rubrics for everybody, and shows moderators what they can change."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, caller: Caller) -> RubricList:
        """Return what members may score by; unfinished rubrics for moderators only."""
        async with self._db.reading() as conn:
            own = await rubrics.of_community(conn, caller.community_id)
            community = await communities.get_or_default(conn, caller.community_id)
        is_moderator = community.is_moderator(caller)
        unfinished = [each for each in own if each.listed and each.version is None]
        return RubricList(offered(own), unfinished if is_moderator else (), is_moderator)

    async def names(self, caller: Caller) -> tuple[str, ...]:
        """Return the names of what members may score by."""
        return tuple(rubric.name for rubric in (await self.of(caller)).rubrics)

    async def editable(self, caller: Caller) -> tuple[str, ...]:
        """Return the names that the caller may edit, unfinished rubrics too."""
        listed = await self.of(caller)
        rubrics_ = (*listed.unfinished, *listed.rubrics) if listed.is_moderator else ()
        return tuple(rubric.name for rubric in rubrics_)

    async def named(self, caller: Caller, text: str) -> RubricVersion:
        """Return the rubric of this name as it reads now.

        Raises:
            UnknownRubric: with the nearest names, where none is called so.
        """
        async with self._db.reading() as conn:
            return await self.find(conn, caller.community_id, text)

    async def listed(
        self, conn: Connection, community_id: CommunityId
    ) -> tuple[RubricVersion, ...]:
        """Return what members may score by, by name, within somebody else's read."""
        return offered(await rubrics.of_community(conn, community_id))

    async def find(self, conn: Connection, community_id: CommunityId, text: str) -> RubricVersion:
        """Return the rubric of this name, in any case, within somebody else's read.

        Raises:
            UnknownRubric: with the nearest names, where none is called so.
        """
        return pick_rubric(await self.listed(conn, community_id), text)

    async def version(
        self, conn: Connection, community_id: CommunityId, version_id: RubricVersionId
    ) -> RubricVersion | None:
        """Return one version, own or shipped, however old; None where there is none."""
        shipped = shipped_version(version_id)
        return shipped or await rubrics.version(conn, community_id, version_id)

    async def shown(self, caller: Caller, version_id: int) -> RubricVersion:
        """Return a version whose button was clicked.

        Raises:
            UnknownRubric: where there is none.
        """
        async with self._db.reading() as conn:
            key = RubricVersionId(version_id)
            version = await self.version(conn, caller.community_id, key)
        if version is None:
            raise UnknownRubric("", ())
        return version

    async def panel(self, caller: Caller, text: str) -> RubricPanel:
        """Return the rubric of this name, an unfinished one too, to be changed.

        Raises:
            ModeratorsOnly: for anybody else.
            UnknownRubric: with the nearest names, where none is called so.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            own = await rubrics.of_community(conn, caller.community_id)
        found = find_named(own, text)
        if found is None:
            listed = [each.name for each in own if each.listed]
            raise UnknownRubric(
                text, nearest_names(text, [*listed, *(each.name for each in SHIPPED)])
            )
        return found

    async def panel_of(self, caller: Caller, rubric_id: int) -> RubricPanel:
        """Return the rubric of this id, to be changed.

        Raises:
            ModeratorsOnly: for anybody else.
            UnknownRubric: where it is gone.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            return require_panel(await rubrics.of_community(conn, caller.community_id), rubric_id)

    async def criterion(self, caller: Caller, spot: Spot) -> Criterion:
        """Return a criterion that was seen, as it reads now.

        Raises:
            ModeratorsOnly: for anybody else.
            UnknownRubric, CriterionGone: where it is gone.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            rubric_id, seen = await self._seen(conn, caller, spot)
            own = await rubrics.of_community(conn, caller.community_id)
            return current_of(require_panel(own, rubric_id).criteria, seen)

    async def seen(self, caller: Caller, spot: Spot) -> tuple[RubricId, Criterion]:
        """Return a criterion as it was seen, and its rubric; versions never change.

        Raises:
            UnknownRubric, CriterionGone: where there never was one.
        """
        async with self._db.reading() as conn:
            return await self._seen(conn, caller, spot)

    async def _seen(
        self, conn: Connection, caller: Caller, spot: Spot
    ) -> tuple[RubricId, Criterion]:
        version_id = RubricVersionId(spot.version_id)
        version = await self.version(conn, caller.community_id, version_id)
        if version is None:
            raise UnknownRubric("", ())
        if spot.place >= len(version.criteria):
            raise CriterionGone("")
        return version.rubric_id, version.criteria[spot.place]


def offered(own: Iterable[Rubric]) -> tuple[RubricVersion, ...]:
    """Return what members may score by, by name: their own rubrics, and shipped ones beside."""
    listed = [rubric.version for rubric in own if rubric.listed and rubric.version]
    shipped = (each for each in SHIPPED if not any(same_name(each.name, o.name) for o in listed))
    return tuple(sorted((*listed, *shipped), key=lambda version: version.name.casefold()))


def require_panel(own: Iterable[Rubric], rubric_id: int) -> RubricPanel:
    """Return the rubric of this id.

    Raises:
        UnknownRubric: where there is none.
    """
    panel = find_panel(own, rubric_id)
    if panel is None:
        raise UnknownRubric("", ())
    return panel


def find_panel(own: Iterable[Rubric], rubric_id: int) -> RubricPanel | None:
    """Return the rubric of this id, or the own one in a shipped one's place; None for none."""
    shipped = shipped_rubric(rubric_id)
    for rubric in own:
        stands_for = shipped and rubric.listed and same_name(rubric.name, shipped.name)
        if rubric.id == rubric_id or stands_for:
            return panel_of(rubric)
    return shipped_panel(shipped) if shipped else None


def find_named(own: Iterable[Rubric], text: str) -> RubricPanel | None:
    """Return the listed rubric of this name, unfinished and shipped ones too; None for none."""
    for rubric in own:
        if rubric.listed and same_name(rubric.name, text):
            return panel_of(rubric)
    shipped = next((each for each in SHIPPED if same_name(each.name, text)), None)
    return shipped_panel(shipped) if shipped else None


def panel_of(rubric: Rubric) -> RubricPanel:
    """Return a rubric of the community's own as moderators change it."""
    return RubricPanel(rubric.id, rubric.name, rubric.version, listed=rubric.listed)


def shipped_panel(version: RubricVersion) -> RubricPanel:
    """Return a shipped rubric as moderators change it."""
    return RubricPanel(version.rubric_id, version.name, version, is_shipped=True)
