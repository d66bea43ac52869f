"""What is clicked on cards of challenges."""

from __future__ import annotations

from bot.render.presses import Count, Press


class JoinChallenge(Press, tag="challenge-join"):
    """Take part."""

    challenge_id: Count


class LeaveChallenge(Press, tag="challenge-leave"):
    """Take part no longer."""

    challenge_id: Count


class ShowChallenge(Press, tag="challenge-show"):
    """See one's own progress, and the board."""

    challenge_id: Count


class SeeEveryone(Press, tag="challenge-everyone"):
    """See all lines; it also tells the board of a challenge from all other messages."""

    challenge_id: Count


class SeeResults(Press, tag="challenge-results"):
    """See all lines; it also tells the results of a challenge from all other messages."""

    challenge_id: Count


class BoardPage(Press, tag="challenge-page"):
    """Turn to a page of all lines."""

    challenge_id: Count
    page: Count


class HowCounted(Press, tag="challenge-how"):
    """See what is counted, and how."""

    challenge_id: Count


class JoinTeam(Press, tag="challenge-team"):
    """Choose a team."""

    challenge_id: Count
    team: Count


class GroupMe(Press, tag="challenge-group"):
    """Be shown among those who began when one did (1), or among everybody (0)."""

    challenge_id: Count
    on: Count


class RenewTerms(Press, tag="challenge-renew"):
    """Agree to a harder target."""

    challenge_id: Count
    version: Count


class SeeTerms(Press, tag="challenge-terms"):
    """See one's own progress; it also tells the news of these terms from all other messages."""

    challenge_id: Count
    version: Count


class ChooseTakeOff(Press, tag="challenge-take-off"):
    """Choose somebody to take off the board, for moderators."""

    challenge_id: Count


class TakeOff(Press, tag="challenge-taken-off"):
    """Take somebody off the board, after having been asked."""

    challenge_id: Count
    user_id: Count
