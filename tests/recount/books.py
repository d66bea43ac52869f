"""What the events of ``life`` come to so far, kept in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tests.recount.boards import Game, Taking
from tests.recount.count import Entry, Life
from tests.recount.life import CHALLENGES, FIRST, JOIN_UNTIL, LAST

if TYPE_CHECKING:
    from tests.recount.life import Event

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
PLANS = {plan.name: plan for plan in CHALLENGES}
# Amounts are compared as they are stored.
PARTS = 100


@dataclass
class Books:
    """Everybody's life, and every challenge."""

    lives: dict[int, Life] = field(default_factory=dict)
    games: dict[str, Game] = field(default_factory=dict)
    starts: dict[int, date | None] = field(default_factory=dict)
    """Since when somebody practises, by their own words."""

    done: Counter[str] = field(default_factory=Counter)
    """How often something happened."""

    def write(self, event: Event) -> bool:
        """Note what happened; False for what cannot happen, and is to be left out."""
        note = getattr(self, f"_{event.does}")
        happened = note(event) is not False
        self.done[event.does if happened else f"{event.does}, in vain"] += 1
        return happened

    def _arrive(self, event: Event) -> None:
        person, at = event.of["person"], event.at
        # Their first act here is to choose a zone: no other was ever theirs.
        life = Life([(at, person.zone, 0, True)])
        if person.day_start:
            life.clock.append((at, person.zone, person.day_start, True))
        life.since = life.today(at)
        life.habits = [
            (name, unit, minimum * PARTS, plan) for name, unit, minimum, _, plan in person.habits
        ]
        self.lives[event.who] = life
        back = None if person.years is None else round(person.years * 10) * 36 * DAY
        self.starts[event.who] = life.since - back if back else None

    def _move(self, event: Event) -> bool:
        life = self.lives[event.who]
        if life.clock[-1][1] == event.of["zone"]:
            return False
        life.clock.append((event.at, event.of["zone"], life.clock[-1][2], True))
        return True

    def _log(self, event: Event) -> bool:
        life, of = self.lives[event.who], event.of
        day = life.today(event.at) - of["back"] * DAY
        if day < life.since or not of["amount"]:
            return False
        self.done["logged for an earlier day"] += of["back"] > 0
        self.done["logged afterwards for a day that counts"] += (
            day <= LAST < LAST + 2 * DAY < event.at.date()
        )
        amount = of["amount"] * PARTS
        life.entries.append(Entry(of["habit"], day, amount, of["where"], not of["back"]))
        return True

    def _rest(self, event: Event) -> bool:
        life = self.lives[event.who]
        first = life.today(event.at) + DAY * event.of["ahead"]
        last = first + DAY * (event.of["days"] - 1)
        # A rest over a rest is refused, unless everything rests beside one habit that does.
        wanted = event.of["habit"]
        if any(
            name in {None, wanted} and begins <= last and first <= ends
            for name, begins, ends in life.rests
        ):
            return False
        life.rests.append((wanted, first, last))
        return True

    def _undo(self, event: Event) -> bool:
        entries = self.lives[event.who].entries
        if not entries:
            return False
        entries.pop()
        return True

    def day_of_log(self, event: Event) -> date:
        """Give the day for which a log was made."""
        return self.lives[event.who].today(event.at) - event.of["back"] * DAY

    def _create(self, event: Event) -> None:
        plan = PLANS[event.of["challenge"]]
        parts = PARTS if plan.measure == "amount" else 1
        self.games[plan.name] = Game(plan, [(plan.target * parts, FIRST)])

    def _edit(self, event: Event) -> None:
        game = self.games[event.of["challenge"]]
        target = event.of["target"] * (PARTS if game.plan.measure == "amount" else 1)
        # The community's own zone is UTC; what is harder holds for whoever renews.
        easier = target < game.targets[-1][0]
        game.targets.append((target, event.at.date() + DAY if easier else event.at.date()))

    def _join(self, event: Event) -> bool:
        game, today = self.games[event.of["challenge"]], self.lives[event.who].today(event.at)
        known = game.people.get(event.who)
        if known is None:
            if today > JOIN_UNTIL:
                return False
            # To the second, as it is kept: who joins within one is in the order of ids.
            taking = Taking(today, event.at.replace(microsecond=0), len(game.targets))
            taking.grouped = event.of["grouped"] and self.starts[event.who] is not None
            taking.team = game.team_for_late() if game.is_drawn else None
            game.people[event.who] = taking
            return True
        if known.is_in or known.is_removed or today > LAST:
            return False
        if game.is_drawn and known.team is None:
            known.team = game.team_for_late()
        known.is_in, known.agreed = True, len(game.targets)
        self.done["came back"] += 1
        return True

    def _leave(self, event: Event) -> bool:
        taking = self.games[event.of["challenge"]].people.get(event.who)
        if taking is None or not taking.is_in:
            return False
        taking.is_in = False
        return True

    def _remove(self, event: Event) -> bool:
        taking = self.games[event.of["challenge"]].people.get(event.of["person"])
        if taking is None:
            return False
        taking.is_in, taking.is_removed = False, True
        return True

    def _renew(self, event: Event) -> bool:
        game = self.games[event.of["challenge"]]
        taking = game.people.get(event.who)
        if taking is None or not taking.is_in:
            return False
        taking.agreed = len(game.targets)
        return True

    def _restart(self, event: Event) -> None:
        del event

    def draw(self, at: datetime) -> None:
        """Draw the teams of every challenge that has some."""
        for game in self.games.values():
            if game.plan.teams:
                game.draw(self.lives, at)

    def settles_at(self, game: Game) -> datetime:
        """Find the first minute at which the challenge is over, by trying them one by one."""
        minute = datetime.combine(LAST + game.plan.grace * DAY, time(), UTC)
        while not self.over_at(game, minute + HOUR):
            minute += HOUR
        while not self.over_at(game, minute):
            minute += MINUTE
        return minute

    def over_at(self, game: Game, at: datetime) -> bool:
        """Tell whether the last day and the grace are past for everybody who takes part."""
        last = LAST + game.plan.grace * DAY
        return all(
            self.lives[who].today(at) > last for who, taking in game.people.items() if taking.is_in
        )
