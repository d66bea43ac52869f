"""What is handed over of what members did for each other; see `storage.holdings`."""

from __future__ import annotations

TRUSTED_SOURCES = """
SELECT * FROM trusted_sources
WHERE community_id = :community_id AND user_id = :user_id ORDER BY practice_id
"""
# Of whoever trusts me the kind of their source is enough to know that they do.
TRUSTED_BY = """
SELECT practice_id, kind FROM trusted_sources
WHERE community_id = :community_id AND peer_user_id = :user_id ORDER BY practice_id
"""
REQUESTS = """
SELECT * FROM requests
WHERE community_id = :community_id AND user_id = :user_id ORDER BY asked_at, request_id
"""
# Of what others asked, only how it concerns me.
REQUESTS_FOR_ME = """
SELECT request_id, asked_at, held_until FROM requests
WHERE community_id = :community_id AND (asked_user_id = :user_id OR held_by = :user_id)
ORDER BY asked_at, request_id
"""
REQUEST_FILES = """
SELECT f.request_id, LENGTH(f.content) AS content_bytes
FROM request_files f JOIN requests r ON r.request_id = f.request_id
WHERE r.community_id = :community_id AND r.user_id = :user_id ORDER BY f.request_id
"""
CHOSEN_LEVELS = """
SELECT * FROM chosen_levels
WHERE community_id = :community_id AND user_id = :user_id ORDER BY request_id, position
"""
FEEDBACK_TAKEN = """
SELECT * FROM feedback
WHERE community_id = :community_id AND asked_by = :user_id ORDER BY given_at, feedback_id
"""
# Who asked may be anonymous, and that an answer was problematic is told to nobody.
FEEDBACK_GIVEN = """
SELECT feedback_id, request_id, works, change, question, given_at, channel_id, message_id,
    encouraging, useful, CASE WHEN problematic = 1 THEN '' ELSE remark END AS remark,
    CASE WHEN problematic = 1 THEN NULL ELSE rated_at END AS rated_at, remark_seen_at, reply,
    replied_at, reply_channel_id, reply_message_id, applied, applied_note, applied_at
FROM feedback
WHERE community_id = :community_id AND given_by = :user_id ORDER BY given_at, feedback_id
"""
FEEDBACK_LEVELS = """
SELECT l.*
FROM feedback_levels l JOIN feedback f ON f.feedback_id = l.feedback_id
WHERE f.community_id = :community_id AND (f.asked_by = :user_id OR f.given_by = :user_id)
ORDER BY l.feedback_id, l.position
"""
NUDGES = """
SELECT * FROM nudges
WHERE community_id = :community_id AND user_id = :user_id ORDER BY nudged_at, request_id
"""
KUDOS_GIVEN = """
SELECT * FROM kudos
WHERE community_id = :community_id AND user_id = :user_id ORDER BY given_at, kudos_id
"""
KUDOS_RECEIVED = """
SELECT kudos_id, user_id AS given_by, for_what, given_at FROM kudos
WHERE community_id = :community_id AND thanked_user_id = :user_id ORDER BY given_at, kudos_id
"""
EXAMPLES = """
SELECT * FROM examples
WHERE community_id = :community_id AND user_id = :user_id ORDER BY added_at, example_id
"""
EXAMPLES_PROPOSED = """
SELECT example_id, user_id AS author_user_id, title, look_at, added_at FROM examples
WHERE community_id = :community_id AND proposed_by = :user_id ORDER BY added_at, example_id
"""
IDEAS = """
SELECT * FROM ideas
WHERE community_id = :community_id AND user_id = :user_id ORDER BY shared_at, idea_id
"""
IDEA_MARKS = """
SELECT * FROM idea_marks
WHERE community_id = :community_id AND user_id = :user_id ORDER BY marked_at, idea_id
"""
APPLICATIONS = """
SELECT * FROM applications
WHERE community_id = :community_id AND user_id = :user_id ORDER BY applied_at, application_id
"""
# Who wants nothing to do with me is told to nobody.
BLOCKS = """
SELECT * FROM blocks
WHERE community_id = :community_id AND user_id = :user_id
ORDER BY blocked_at, blocked_user_id
"""
# Which moderator it was is that person's own, here and below.
SUSPENSION = """
SELECT suspended_at FROM suspensions
WHERE community_id = :community_id AND user_id = :user_id
"""
SUSPENSIONS_MADE = """
SELECT user_id AS suspended_user_id, suspended_at FROM suspensions
WHERE community_id = :community_id AND suspended_by = :user_id
ORDER BY suspended_at, suspended_user_id
"""
HIDDEN_PIECES = """
SELECT * FROM hidden_pieces
WHERE community_id = :community_id AND hidden_by = :user_id
ORDER BY hidden_at, kind, piece_id
"""
# Whoever reports is promised that the other is not told: what others reported is not handed over,
# nor who wrote what I reported, who may be anonymous.
REPORTS = """
SELECT report_id, kind, piece_id, said, link_channel_id, link_message_id, reason, state,
    reported_at, closed_at, channel_id, message_id
FROM reports
WHERE community_id = :community_id AND user_id = :user_id ORDER BY reported_at, report_id
"""
ACTS_DONE = """
SELECT * FROM acts
WHERE community_id = :community_id AND acted_by = :user_id ORDER BY acted_at, act_id
"""
ACTS_ABOUT = """
SELECT act_id, act, kind, piece_id, acted_at FROM acts
WHERE community_id = :community_id AND about_user_id = :user_id ORDER BY acted_at, act_id
"""
HOLDINGS = {
    "trusted_sources": TRUSTED_SOURCES,
    "trusted_by": TRUSTED_BY,
    "requests": REQUESTS,
    "requests_for_me": REQUESTS_FOR_ME,
    "request_files": REQUEST_FILES,
    "chosen_levels": CHOSEN_LEVELS,
    "feedback_taken": FEEDBACK_TAKEN,
    "feedback_given": FEEDBACK_GIVEN,
    "feedback_levels": FEEDBACK_LEVELS,
    "nudges": NUDGES,
    "kudos_given": KUDOS_GIVEN,
    "kudos_received": KUDOS_RECEIVED,
    "examples": EXAMPLES,
    "examples_proposed": EXAMPLES_PROPOSED,
    "ideas": IDEAS,
    "idea_marks": IDEA_MARKS,
    "applications": APPLICATIONS,
    "blocks": BLOCKS,
    "suspension": SUSPENSION,
    "suspensions_made": SUSPENSIONS_MADE,
    "hidden_pieces": HIDDEN_PIECES,
    "reports": REPORTS,
    "acts_done": ACTS_DONE,
    "acts_about": ACTS_ABOUT,
}
