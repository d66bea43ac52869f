"""What deleting a person does to the moderators' desk; `storage.privacy` says what it means."""

from __future__ import annotations

# Cards and summaries of meetings name who presents and who came.
MEETINGS = """
SELECT session_id, number FROM meetings
WHERE community_id = :community_id AND presenter_user_id = :user_id
UNION SELECT session_id, number FROM attendances
WHERE community_id = :community_id AND user_id = :user_id
ORDER BY session_id, number
"""
# Named one by one though they hang on the member: live boards hear of what is written by table.
ERASE_PARTICIPANTS = """
DELETE FROM participants WHERE community_id = :community_id AND user_id = :user_id
"""
FORGET_REMOVER = """
UPDATE participants SET removed_by = 0
WHERE community_id = :community_id AND removed_by = :user_id
"""
FORGET_CHALLENGER = """
UPDATE challenges SET created_by = 0
WHERE community_id = :community_id AND created_by = :user_id
"""
FORGET_TERMS_SETTER = """
UPDATE challenge_terms SET set_by = 0
WHERE community_id = :community_id AND set_by = :user_id
"""
FORGET_ROTATION_SETTER = """
UPDATE rotations SET set_by = 0 WHERE community_id = :community_id AND set_by = :user_id
"""
ERASE_AGREEMENTS = """
DELETE FROM agreements WHERE community_id = :community_id AND user_id = :user_id
"""
FORGET_NORMS_SETTER = """
UPDATE norms SET set_by = 0 WHERE community_id = :community_id AND set_by = :user_id
"""
FORGET_CHANGER = """
UPDATE setting_changes SET changed_by = 0
WHERE community_id = :community_id AND changed_by = :user_id
"""
ERASE_ATTENDANCES = """
DELETE FROM attendances WHERE community_id = :community_id AND user_id = :user_id
"""
ERASE_ROTA = "DELETE FROM rota WHERE community_id = :community_id AND user_id = :user_id"
# Whoever is next on the rota may present at what is still to come.
LEAVE_MEETINGS = """
UPDATE meetings SET presenter_user_id = NULL
WHERE community_id = :community_id AND presenter_user_id = :user_id AND starts_at > :now
"""
FORGET_PRESENTER = """
UPDATE meetings SET presenter_user_id = 0
WHERE community_id = :community_id AND presenter_user_id = :user_id
"""
FORGET_SUMMARISER = """
UPDATE meetings SET summarised_by = 0
WHERE community_id = :community_id AND summarised_by = :user_id
"""
FORGET_HOST = """
UPDATE sessions SET created_by = 0
WHERE community_id = :community_id AND created_by = :user_id
"""
# In this order.
ERASURE = (
    ERASE_PARTICIPANTS,
    FORGET_REMOVER,
    FORGET_CHALLENGER,
    FORGET_TERMS_SETTER,
    FORGET_ROTATION_SETTER,
    ERASE_AGREEMENTS,
    FORGET_NORMS_SETTER,
    FORGET_CHANGER,
    ERASE_ATTENDANCES,
    ERASE_ROTA,
    LEAVE_MEETINGS,
    FORGET_PRESENTER,
    FORGET_SUMMARISER,
    FORGET_HOST,
)
