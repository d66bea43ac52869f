"""All use cases, each made once; what one stands on is read beside its name."""

from __future__ import annotations

from functools import cached_property

from bot.services.challenge_boards import ChallengeBoards
from bot.services.challenge_ends import ChallengeEnds
from bot.services.challenges import Challenges
from bot.services.exports import Exports
from bot.services.health import Health
from bot.services.live_boards import LiveBoards
from bot.services.participations import Participations
from bot.services.peer_services import PeerServices
from bot.services.rotations import Rotations
from bot.services.session_events import SessionEvents
from bot.services.session_turns import SessionTurns
from bot.services.sessions import Sessions
from bot.services.week_plans import WeekPlans
from bot.services.weekly import Weekly


class Services(PeerServices):
    """All use cases on one database and one clock, each made when it is first asked for."""

    @cached_property
    def challenge_boards(self) -> ChallengeBoards:
        return ChallengeBoards(self._db, self._clock)

    @cached_property
    def challenge_ends(self) -> ChallengeEnds:
        return ChallengeEnds(self._db, self._clock, self.challenge_boards)

    @cached_property
    def challenges(self) -> Challenges:
        return Challenges(self._db, self._clock)

    @cached_property
    def exports(self) -> Exports:
        return Exports(self._db, self._clock, self.communities)

    @cached_property
    def health(self) -> Health:
        return Health(self._db, self._clock, self._offload)

    @cached_property
    def live_boards(self) -> LiveBoards:
        return LiveBoards(self._db, self._clock)

    @cached_property
    def participations(self) -> Participations:
        return Participations(self._db, self._clock, self.members)

    @cached_property
    def rotations(self) -> Rotations:
        return Rotations(self._db, self._clock)

    @cached_property
    def session_events(self) -> SessionEvents:
        return SessionEvents(self._db, self._clock)

    @cached_property
    def session_turns(self) -> SessionTurns:
        return SessionTurns(self._db, self._clock, self.members)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self._db, self._clock)

    @cached_property
    def week_plans(self) -> WeekPlans:
        return WeekPlans(self._db, self._clock, self.questions, self.weekly)

    @cached_property
    def weekly(self) -> Weekly:
        return Weekly(self._db, self._clock, self.questions)
