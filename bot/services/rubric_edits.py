"""What moderators change about rubrics: each change is a new version, and can be undone at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.communities import Community
from bot.domain.ids import RubricId, RubricVersionId
from bot.domain.names import same_name
from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubric_files import read_rubric
from bot.domain.rubrics import (
    MOST_RUBRICS,
    Change,
    Rubric,
    RubricChanged,
    RubricExists,
    RubricPanel,
    RubricVersion,
    TooManyRubrics,
    UnknownRubric,
    check_criteria,
    clean_criterion,
    clean_rubric_name,
    with_criterion,
)
from bot.services.moderators import require_moderator
from bot.services.rubrics import (
    find_named,
    panel_of,
    require_panel,
    shipped_panel,
)
from storage import communities, receipts, rubrics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.rubrics import Criteria, Spot
    from bot.services.rubrics import Rubrics
    from storage.connections import Transaction
    from storage.database import Database

# With the shipped ones they fit into one drop-down.
MOST_OWN = MOST_RUBRICS - len(SHIPPED)


class _Draft(NamedTuple):
    """What a rubric is to be; ``panel`` is what it was."""

    panel: RubricPanel
    name: str
    criteria: Criteria


class RubricEdits:
    """Every method is for moderators, and raises ModeratorsOnly for anybody else."""

    def __init__(self, db: Database, clock: Clock, rubrics_: Rubrics) -> None:
        self._db = db
        self._clock = clock
        self._rubrics = rubrics_

    async def create(self, caller: Caller, text: str) -> RubricPanel:
        """Begin a rubric, listed from its first criterion on; one taken off the list comes back.

        Raises:
            RubricExists, TooManyRubrics: where there is no room for it.
            EmptyName, NameTooLong, HiddenCharacters: for a name that cannot be kept.
        """
        async with self._db.transaction() as tx:
            is_new = await self._claim(tx, caller)
            name = clean_rubric_name(text)
            own = await rubrics.of_community(tx, caller.community_id)
            known = find_named(own, name)
            if known and is_new:
                raise RubricExists(known.name)
            draft = _Draft(_nothing(caller, name), name, ())
            return known or await self._keep(tx, caller, own, draft)

    async def add_criterion(
        self, caller: Caller, rubric_id: int, name: str, levels: Sequence[str]
    ) -> RubricPanel:
        """Add a criterion at the end.

        Raises:
            UnknownRubric: where the rubric is gone.
            TooManyCriteria, DuplicateCriterion: where it has no room.
            LevelMissing, EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """

        def added(panel: RubricPanel) -> _Draft:
            criteria = check_criteria((*panel.criteria, clean_criterion(name, levels)))
            return _Draft(panel, panel.name, criteria)

        return await self._change(caller, rubric_id, added)

    async def edit_criterion(
        self, caller: Caller, spot: Spot, name: str, levels: Sequence[str]
    ) -> RubricPanel:
        """Change a criterion that was seen.

        Raises:
            UnknownRubric, CriterionGone: where it is gone.
            DuplicateCriterion: where another has the name.
            LevelMissing, EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        rubric_id, seen = await self._rubrics.seen(caller, spot)

        def edited(panel: RubricPanel) -> _Draft:
            criteria = with_criterion(panel.criteria, seen, clean_criterion(name, levels))
            return _Draft(panel, panel.name, check_criteria(criteria))

        return await self._change(caller, rubric_id, edited)

    async def remove_criterion(self, caller: Caller, spot: Spot) -> RubricPanel:
        """Take a criterion out that was seen.

        Raises:
            UnknownRubric, CriterionGone: where it is gone.
            NoCriteria: for the last one.
        """
        rubric_id, seen = await self._rubrics.seen(caller, spot)

        def removed(panel: RubricPanel) -> _Draft:
            criteria = check_criteria(with_criterion(panel.criteria, seen))
            return _Draft(panel, panel.name, criteria)

        return await self._change(caller, rubric_id, removed)

    async def rename(self, caller: Caller, rubric_id: int, text: str) -> RubricPanel:
        """Give a rubric another name; a shipped one stays beside the renamed one.

        Raises:
            UnknownRubric: where the rubric is gone.
            RubricExists: where another has the name.
            EmptyName, NameTooLong, HiddenCharacters: for a name that cannot be kept.
        """

        def renamed(panel: RubricPanel) -> _Draft:
            return _Draft(panel, clean_rubric_name(text), panel.criteria)

        return await self._change(caller, rubric_id, renamed)

    async def bring_in(self, caller: Caller, content: bytes) -> RubricPanel:
        """Keep the rubric of a TOML file; where its name is known, as a new version of that one.

        Raises:
            FileTooLarge, FileRefused: with the line, for what is wrong with the file.
            TooManyRubrics: where there is no room for it.
        """
        async with self._db.transaction() as tx:
            is_new = await self._claim(tx, caller)
            file = read_rubric(content)
            own = await rubrics.of_community(tx, caller.community_id)
            known = find_named(own, file.name)
            if known and not is_new:
                return known
            draft = _Draft(known or _nothing(caller, file.name), *file)
            return await self._keep(tx, caller, own, draft)

    async def undo(self, caller: Caller, change: Change) -> RubricPanel:
        """Take the latest change back; undone twice, it holds again.

        Raises:
            RubricChanged: where something was changed since.
        """
        version_id = RubricVersionId(change.before)
        async with self._db.transaction() as tx:
            is_new = await self._claim(tx, caller)
            before = await self._rubrics.version(tx, caller.community_id, version_id)
            own = await rubrics.of_community(tx, caller.community_id)
            if before is None:
                raise RubricChanged
            if not is_new:
                return require_panel(own, before.rubric_id)
            rubric = next((o for o in own if o.version and o.version.id == change.after), None)
            if rubric is None:
                raise RubricChanged
            if before.community_id is None:
                await rubrics.save(tx, replace(rubric, listed=False))
                return shipped_panel(before)
            draft = _Draft(panel_of(rubric), before.name, before.criteria)
            return await self._keep(tx, caller, own, draft)

    async def set_listed(self, caller: Caller, rubric_id: int, *, listed: bool) -> RubricPanel:
        """Take a rubric off the list, or put it back; old scores name its versions either way.

        Raises:
            UnknownRubric: where it is gone, or shipped.
            TooManyRubrics: where there is no room for it.
        """
        async with self._db.transaction() as tx:
            is_new = await self._claim(tx, caller)
            own = await rubrics.of_community(tx, caller.community_id)
            rubric = next((each for each in own if each.id == rubric_id), None)
            if rubric is None:
                raise UnknownRubric("", ())
            if is_new and listed != rubric.listed:
                if listed:
                    _check_room(own)
                rubric = replace(rubric, listed=listed)
                await rubrics.save(tx, rubric)
            return panel_of(rubric)

    async def _change(
        self, caller: Caller, rubric_id: int, change: Callable[[RubricPanel], _Draft]
    ) -> RubricPanel:
        async with self._db.transaction() as tx:
            is_new = await self._claim(tx, caller)
            own = await rubrics.of_community(tx, caller.community_id)
            panel = require_panel(own, rubric_id)
            return await self._keep(tx, caller, own, change(panel)) if is_new else panel

    async def _keep(
        self, tx: Transaction, caller: Caller, own: Sequence[Rubric], draft: _Draft
    ) -> RubricPanel:
        """Write a draft down as a rubric of the community's own, in a new version."""
        panel, name, criteria = draft
        rubric = _row_for(own, panel, name)
        if any(same_name(each.name, name) and each is not rubric for each in own):
            raise RubricExists(name)
        if rubric is None or not rubric.listed:
            _check_room(own)
        if rubric is None:
            rubric = Rubric(RubricId(caller.interaction_id), caller.community_id, name)
            await rubrics.add(tx, rubric)
        rubric = replace(rubric, name=name, listed=True)
        await rubrics.save(tx, rubric)
        if not criteria:
            return panel_of(rubric)
        version = RubricVersion(
            id=RubricVersionId(caller.interaction_id),
            rubric_id=rubric.id,
            community_id=caller.community_id,
            number=rubric.version.number + 1 if rubric.version else 1,
            name=name,
            criteria=criteria,
        )
        await rubrics.add_version(tx, caller.community_id, version, self._clock.now())
        undo = Change(panel.version.id, version.id) if panel.version else None
        return replace(panel_of(replace(rubric, version=version)), undo=undo)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        await require_moderator(tx, caller)
        now = self._clock.now()
        if await communities.get(tx, caller.community_id) is None:
            await communities.add(tx, Community(caller.community_id), now)
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


def _nothing(caller: Caller, name: str) -> RubricPanel:
    """Return the panel of a rubric that is yet to be made."""
    return RubricPanel(RubricId(caller.interaction_id), name, None)


def _row_for(own: Sequence[Rubric], panel: RubricPanel, name: str) -> Rubric | None:
    """Return the community's own rubric to write to, or one of the name that is off the list."""
    mine = next((each for each in own if each.id == panel.id), None)
    off = (each for each in own if same_name(each.name, name) and not each.listed)
    return mine or next(off, None)


def _check_room(own: Sequence[Rubric]) -> None:
    if sum(rubric.listed for rubric in own) >= MOST_OWN:
        raise TooManyRubrics(MOST_OWN)
