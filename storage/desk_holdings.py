"""What is handed over of the moderators' desk, and of what members take part in there.

See `storage.holdings`.
"""

from __future__ import annotations

SETTING_CHANGES = """
SELECT * FROM setting_changes
WHERE community_id = :community_id AND changed_by = :user_id ORDER BY changed_at, change_id, setting
"""
NORMS = """
SELECT * FROM norms
WHERE community_id = :community_id AND set_by = :user_id ORDER BY set_at, norms_id
"""
AGREEMENTS = """
SELECT * FROM agreements
WHERE community_id = :community_id AND user_id = :user_id ORDER BY agreed_at, norms_id
"""
CHALLENGES_MADE = """
SELECT * FROM challenges
WHERE community_id = :community_id AND created_by = :user_id ORDER BY created_at, challenge_id
"""
CHALLENGE_TERMS = """
SELECT t.challenge_id, t.version,
    CASE WHEN c.measure = 'amount' THEN t.target / 100.0 ELSE t.target END AS target, t.breaks,
    t.valid_from, t.set_by, t.set_at
FROM challenge_terms t JOIN challenges c ON c.challenge_id = t.challenge_id
WHERE t.community_id = :community_id AND t.set_by = :user_id
ORDER BY t.challenge_id, t.version
"""
# Which moderator it was is that person's own.
PARTICIPANTS = """
SELECT challenge_id, joined_on, joined_at, terms, team, grouped, left_at,
    removed_by IS NOT NULL AS removed
FROM participants
WHERE community_id = :community_id AND user_id = :user_id ORDER BY joined_at, challenge_id
"""
PARTICIPANTS_REMOVED = """
SELECT challenge_id, user_id AS removed_user_id, left_at FROM participants
WHERE community_id = :community_id AND removed_by = :user_id ORDER BY challenge_id, user_id
"""
ROTATIONS = """
SELECT * FROM rotations WHERE community_id = :community_id AND set_by = :user_id
"""
SESSIONS = """
SELECT * FROM sessions
WHERE community_id = :community_id AND created_by = :user_id ORDER BY session_id
"""
# Of a meeting that I presented at, what others wrote about it is theirs.
MEETINGS_PRESENTED = """
SELECT session_id, number, starts_at, cancelled_at FROM meetings
WHERE community_id = :community_id AND presenter_user_id = :user_id ORDER BY session_id, number
"""
MEETINGS_SUMMARISED = """
SELECT * FROM meetings
WHERE community_id = :community_id AND summarised_by = :user_id ORDER BY session_id, number
"""
ATTENDANCES = """
SELECT * FROM attendances
WHERE community_id = :community_id AND user_id = :user_id ORDER BY session_id, number
"""
ROTA = """
SELECT * FROM rota
WHERE community_id = :community_id AND user_id = :user_id ORDER BY session_id
"""
HOLDINGS = {
    "agreements": AGREEMENTS,
    "participants": PARTICIPANTS,
    "attendances": ATTENDANCES,
    "rota": ROTA,
    "meetings_presented": MEETINGS_PRESENTED,
    "meetings_summarised": MEETINGS_SUMMARISED,
    "sessions": SESSIONS,
    "challenges_made": CHALLENGES_MADE,
    "challenge_terms": CHALLENGE_TERMS,
    "participants_removed": PARTICIPANTS_REMOVED,
    "rotations": ROTATIONS,
    "norms": NORMS,
    "setting_changes": SETTING_CHANGES,
}
