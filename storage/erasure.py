"""What deleting a person does, statement by statement; `storage.privacy` says what it means."""

from __future__ import annotations

from storage import desk_erasure, process_erasure

REMOVE_LOG_CARDS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT c.community_id, c.channel_id, c.message_id
FROM log_cards c JOIN logs l ON l.log_id = c.log_id
WHERE c.community_id = :community_id AND l.user_id = :user_id
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_REFLECTIONS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM reflections
WHERE community_id = :community_id AND user_id = :user_id AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_REQUESTS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM requests
WHERE community_id = :community_id AND user_id = :user_id AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
# They name both sides, as replies do.
REMOVE_FEEDBACK = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM feedback
WHERE community_id = :community_id AND (given_by = :user_id OR asked_by = :user_id)
    AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_REPLIES = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, reply_channel_id, reply_message_id FROM feedback
WHERE community_id = :community_id AND (given_by = :user_id OR asked_by = :user_id)
    AND reply_message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_KUDOS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM kudos
WHERE community_id = :community_id AND (user_id = :user_id OR thanked_user_id = :user_id)
    AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_EXAMPLES = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM examples
WHERE community_id = :community_id AND user_id = :user_id AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_IDEAS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM ideas
WHERE community_id = :community_id AND user_id = :user_id AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
# The moderators' cards name both; an open report is still on their list.
REMOVE_REPORTS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM reports
WHERE community_id = :community_id AND (user_id = :user_id OR reported_user_id = :user_id)
    AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
# Cards of others that tell of them: who is on it, and what came of an idea.
TOLD_ON = """
SELECT 'request' AS kind, r.request_id AS piece_id, r.channel_id, r.message_id FROM requests r
WHERE r.community_id = :community_id AND r.held_by = :user_id AND r.user_id <> :user_id
    AND r.message_id IS NOT NULL
UNION ALL SELECT 'idea', i.idea_id, i.channel_id, i.message_id FROM ideas i
WHERE i.community_id = :community_id AND i.user_id <> :user_id AND i.message_id IS NOT NULL
    AND i.idea_id IN (
        SELECT a.idea_id FROM applications a
        WHERE a.community_id = :community_id AND a.user_id = :user_id
        UNION SELECT m.idea_id FROM idea_marks m
        WHERE m.community_id = :community_id AND m.user_id = :user_id
    )
"""
# Their names are the titles of what was asked.
THREADS = """
SELECT thread_id FROM requests
WHERE community_id = :community_id AND user_id = :user_id AND thread_id IS NOT NULL
"""
CARDS = (
    REMOVE_LOG_CARDS,
    REMOVE_REFLECTIONS,
    REMOVE_REQUESTS,
    REMOVE_FEEDBACK,
    REMOVE_REPLIES,
    REMOVE_KUDOS,
    REMOVE_EXAMPLES,
    REMOVE_IDEAS,
    REMOVE_REPORTS,
    process_erasure.REMOVE_ENTRIES,
)

ERASE_CHEERS = "DELETE FROM cheers WHERE community_id = :community_id AND user_id = :user_id"
ERASE_DRAFTS = "DELETE FROM drafts WHERE community_id = :community_id AND user_id = :user_id"
# Nobody has the id 0: the card stays hidden.
FORGET_MODERATOR = """
UPDATE log_cards SET hidden_by = 0
WHERE community_id = :community_id AND hidden_by = :user_id
"""
FORGET_TRUSTED = """
DELETE FROM trusted_sources
WHERE community_id = :community_id AND (user_id = :user_id OR peer_user_id = :user_id)
"""
ERASE_FILES_FOR_ME = """
DELETE FROM request_files
WHERE community_id = :community_id AND request_id IN (
    SELECT request_id FROM requests
    WHERE community_id = :community_id AND asked_user_id = :user_id
)
"""
# Nobody else was asked: whoever asked may ask again, and nobody else gets to read it.
LAPSE_ASKED = """
UPDATE requests SET
    state = 'lapsed', closed_at = :now, held_by = NULL, held_until = NULL, next_step = NULL,
    due_at = NULL
WHERE community_id = :community_id AND asked_user_id = :user_id AND state = 'open'
"""
FORGET_ASKED = """
UPDATE requests SET asked_user_id = 0
WHERE community_id = :community_id AND asked_user_id = :user_id
"""
END_HOLDS = """
UPDATE requests SET held_by = NULL, held_until = NULL
WHERE community_id = :community_id AND held_by = :user_id
"""
ERASE_CHOSEN = """
DELETE FROM chosen_levels WHERE community_id = :community_id AND user_id = :user_id
"""
ERASE_NUDGES = "DELETE FROM nudges WHERE community_id = :community_id AND user_id = :user_id"
FORGET_ASKER = """
UPDATE feedback SET
    asked_by = 0, remark = '', reply = '', applied_note = '', channel_id = NULL, message_id = NULL,
    reply_channel_id = NULL, reply_message_id = NULL
WHERE community_id = :community_id AND asked_by = :user_id
"""
FORGET_HELPER = """
UPDATE feedback SET
    given_by = 0, works = '', change = '', question = '', channel_id = NULL, message_id = NULL,
    reply_channel_id = NULL, reply_message_id = NULL
WHERE community_id = :community_id AND given_by = :user_id
"""
# Neither side is left, as with what they scored themselves.
ERASE_FEEDBACK = """
DELETE FROM feedback WHERE community_id = :community_id AND asked_by = 0 AND given_by = 0
"""
ERASE_KUDOS = """
DELETE FROM kudos
WHERE community_id = :community_id AND (user_id = :user_id OR thanked_user_id = :user_id)
"""
ERASE_EXAMPLES = "DELETE FROM examples WHERE community_id = :community_id AND user_id = :user_id"
FORGET_PROPOSER = """
UPDATE examples SET proposed_by = 0
WHERE community_id = :community_id AND proposed_by = :user_id
"""
ERASE_APPLICATIONS = """
DELETE FROM applications WHERE community_id = :community_id AND user_id = :user_id
"""
ERASE_MARKS = """
DELETE FROM idea_marks WHERE community_id = :community_id AND user_id = :user_id
"""
ERASE_IDEAS = "DELETE FROM ideas WHERE community_id = :community_id AND user_id = :user_id"
ERASE_BLOCKS = """
DELETE FROM blocks
WHERE community_id = :community_id AND (user_id = :user_id OR blocked_user_id = :user_id)
"""
FORGET_SUSPENDER = """
UPDATE suspensions SET suspended_by = 0
WHERE community_id = :community_id AND suspended_by = :user_id
"""
FORGET_HIDER = """
UPDATE hidden_pieces SET hidden_by = 0
WHERE community_id = :community_id AND hidden_by = :user_id
"""
ERASE_REPORTED = """
DELETE FROM reports WHERE community_id = :community_id AND reported_user_id = :user_id
"""
# A piece has one report of nobody: two that became nobody's are one.
ERASE_DOUBLES = """
DELETE FROM reports
WHERE community_id = :community_id AND user_id = :user_id AND EXISTS (
    SELECT 1 FROM reports other
    WHERE other.community_id = :community_id AND other.user_id = 0
        AND other.kind = reports.kind AND other.piece_id = reports.piece_id
)
"""
FORGET_REPORTER = """
UPDATE reports SET user_id = 0, reason = '', channel_id = NULL, message_id = NULL
WHERE community_id = :community_id AND user_id = :user_id
"""
FORGET_ACTOR = """
UPDATE acts SET acted_by = 0 WHERE community_id = :community_id AND acted_by = :user_id
"""
FORGET_ACTED_ON = """
UPDATE acts SET about_user_id = 0
WHERE community_id = :community_id AND about_user_id = :user_id
"""
# All else hangs on the member and goes along.
ERASE_MEMBER = "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id"
# That a piece was hidden need not be known once it is gone.
ERASE_HIDING = """
DELETE FROM hidden_pieces
WHERE community_id = :community_id AND (
    (kind = 'request' AND NOT EXISTS (
        SELECT 1 FROM requests p WHERE p.community_id = :community_id AND p.request_id = piece_id))
    OR (kind = 'feedback' AND NOT EXISTS (
        SELECT 1 FROM feedback p WHERE p.community_id = :community_id AND p.feedback_id = piece_id))
    OR (kind = 'reply' AND NOT EXISTS (
        SELECT 1 FROM feedback p WHERE p.community_id = :community_id AND p.feedback_id = piece_id))
    OR (kind = 'kudos' AND NOT EXISTS (
        SELECT 1 FROM kudos p WHERE p.community_id = :community_id AND p.kudos_id = piece_id))
    OR (kind = 'example' AND NOT EXISTS (
        SELECT 1 FROM examples p WHERE p.community_id = :community_id AND p.example_id = piece_id))
    OR (kind = 'application' AND NOT EXISTS (
        SELECT 1 FROM applications p
        WHERE p.community_id = :community_id AND p.application_id = piece_id))
    OR (kind = 'idea' AND NOT EXISTS (
        SELECT 1 FROM ideas p WHERE p.community_id = :community_id AND p.idea_id = piece_id))
    OR (kind = 'entry' AND NOT EXISTS (
        SELECT 1 FROM journal_entries p
        WHERE p.community_id = :community_id AND p.entry_id = piece_id))
)
"""
# In this order.
ERASURE = (
    ERASE_CHEERS,
    ERASE_DRAFTS,
    FORGET_MODERATOR,
    FORGET_TRUSTED,
    ERASE_FILES_FOR_ME,
    LAPSE_ASKED,
    FORGET_ASKED,
    END_HOLDS,
    ERASE_CHOSEN,
    ERASE_NUDGES,
    FORGET_ASKER,
    FORGET_HELPER,
    ERASE_FEEDBACK,
    ERASE_KUDOS,
    ERASE_EXAMPLES,
    FORGET_PROPOSER,
    ERASE_APPLICATIONS,
    ERASE_MARKS,
    ERASE_IDEAS,
    ERASE_BLOCKS,
    FORGET_SUSPENDER,
    FORGET_HIDER,
    ERASE_REPORTED,
    ERASE_DOUBLES,
    FORGET_REPORTER,
    FORGET_ACTOR,
    FORGET_ACTED_ON,
    *desk_erasure.ERASURE,
    *process_erasure.ERASURE,
    ERASE_MEMBER,
    ERASE_HIDING,
)
