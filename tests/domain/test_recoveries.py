from datetime import UTC, datetime, timedelta

from bot.domain.ids import CommunityId, InteractionId, PracticeId, UserId
from bot.domain.recoveries import Recovery


def test_a_card_can_be_changed_while_its_token_lives() -> None:
    """Ten minutes are the most, and Discord's tokens live for fifteen."""
    due = datetime(2026, 11, 18, 12, 10, tzinfo=UTC)
    whose = CommunityId(2), UserId(3), PracticeId(4)
    recovery = Recovery(InteractionId(1), *whose, "token", 5, due)
    assert not recovery.is_too_late(due + timedelta(minutes=5))
    assert recovery.is_too_late(due + timedelta(minutes=5, seconds=1))


def test_the_token_stays_out_of_logs() -> None:
    whose = CommunityId(2), UserId(3), PracticeId(4)
    due = datetime(2026, 11, 18, 12, 10, tzinfo=UTC)
    assert "secret" not in repr(Recovery(InteractionId(1), *whose, "secret", 5, due))
