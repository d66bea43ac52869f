"""How many members are in a plateau. It runs in the worker process, so it stands by itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.domain.days import DAY, WEEK, block_of, block_start, monday_of
from bot.domain.ids import UserId
from bot.domain.plateaus import WEEKS_COMPARED, is_plateau, might_be_plateau
from bot.domain.sums import whole_fives
from bot.domain.verdicts import DayLog, judge
from bot.services.histories import history_of
from storage import health

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.domain.ids import CommunityId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.week_patterns import LoggedDay


def count(path: Path, community_id: CommunityId, now: datetime) -> int:
    """Read the file and count the members in a plateau, in whole fives.

    Only those who agreed to be counted are read. Raises a StorageError where it cannot be read.
    """
    first = monday_of((now - DAY).date()) - 2 * WEEKS_COMPARED * WEEK
    found = set[UserId]()
    with health.reading(path, community_id) as reader:
        members = {each.user_id: each for each in reader.members()}
        active = {each.id: each for each in reader.practices() if not each.is_archived}
        logs = reader.logs(block_start(block_of(first)), (now + 2 * DAY).date())
        for practice_id, theirs in groupby(logs, key=itemgetter(0)):
            practice = active.get(practice_id)
            if practice and practice.user_id not in found:
                member = members[practice.user_id]
                if _is_level(member, practice, tuple(theirs), member.today(now)):
                    found.add(practice.user_id)
    return whole_fives(len(found))


def _is_level(member: Member, practice: Practice, logs: Sequence[LoggedDay], today: date) -> bool:
    """Tell whether a practice is in a plateau; few are, so most are told by their sums alone."""
    monday = monday_of(today)
    amounts = defaultdict[date, int](int)
    for _, text, amount, _ in logs:
        amounts[_date(text)] += amount
    if not might_be_plateau(amounts, monday):
        return False
    late = {_date(text) for _, text, _, backfilled in logs if backfilled}
    prompt = {_date(text) for _, text, _, backfilled in logs if not backfilled}
    days = {
        day: DayLog(amount, same_day=day in prompt, backfilled=day in late)
        for day, amount in amounts.items()
    }
    history = history_of(member, practice, days, today)
    return is_plateau(judge(history, monday - 2 * WEEKS_COMPARED * WEEK), monday)


# A million logs are of a hundred days.
_date = lru_cache(maxsize=1_000)(date.fromisoformat)
