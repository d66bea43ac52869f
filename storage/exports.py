"""What a community's moderators take along, table by table: only what its members share with them.

Who agreed to be counted and is open is named, with what stands in public. Who is private is in sums
of five and more alone (`PRIVATE_DAYS`), and who did not agree is nowhere. Words that members wrote
come along only where they stand on a public card that nobody hid.
"""

from __future__ import annotations

COMMUNITY = """
SELECT community_id, zone, weekly_weekday, weekly_minute, weekly_channel_id, log_channel_id,
    feedback_channel_id, challenge_channel_id, moderator_channel_id, moderator_role_id,
    backfill_days, resources, offered_visibility, weekly_parts, set_up_at, created_at
FROM communities WHERE community_id = :community_id
"""
SETTING_CHANGES = """
SELECT setting, before, after, changed_by, changed_at
FROM setting_changes WHERE community_id = :community_id
ORDER BY changed_at, change_id, setting
"""
NORMS = """
SELECT norms_id, text, set_by, set_at FROM norms WHERE community_id = :community_id
ORDER BY set_at, norms_id
"""
MEMBERS = """
SELECT m.user_id, m.joined_at FROM members m
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY m.user_id
"""
PRACTICES = """
SELECT p.practice_id, p.user_id, p.name, s.name AS skill, p.started_on
FROM members m
JOIN practices p ON p.community_id = m.community_id AND p.user_id = m.user_id
LEFT JOIN skills s ON s.community_id = p.community_id AND s.skill_id = p.skill_id
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY p.practice_id
"""
STANDARDS = """
SELECT v.practice_id, v.valid_from, v.minimum / 100.0 AS minimum, v.unit
FROM members m
JOIN practices p ON p.community_id = m.community_id AND p.user_id = m.user_id
JOIN practice_standards v ON v.practice_id = p.practice_id
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY v.practice_id, v.valid_from
"""
SCHEDULES = """
SELECT v.practice_id, v.valid_from, v.schedule
FROM members m
JOIN practices p ON p.community_id = m.community_id AND p.user_id = m.user_id
JOIN practice_schedules v ON v.practice_id = p.practice_id
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY v.practice_id, v.valid_from
"""
ARCHIVES = """
SELECT v.practice_id, v.archived_on, v.restored_on
FROM members m
JOIN practices p ON p.community_id = m.community_id AND p.user_id = m.user_id
JOIN practice_archives v ON v.practice_id = p.practice_id
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY v.practice_id, v.ordinal
"""
# In the order of an index, so that nothing is sorted.
LOGS = """
SELECT l.log_id, l.user_id, l.practice_id, l.day, l.amount / 100.0 AS amount, (
        SELECT v.unit FROM practice_standards v
        WHERE v.community_id = l.community_id AND v.practice_id = l.practice_id
            AND v.valid_from <= l.day
        ORDER BY v.valid_from DESC LIMIT 1
    ) AS unit,
    CASE WHEN c.log_id IS NULL THEN '' ELSE l.note END AS note,
    CASE WHEN c.log_id IS NULL THEN '' ELSE l.context END AS place,
    CASE WHEN c.log_id IS NULL THEN '' ELSE l.focus END AS focus
FROM members m
JOIN logs l ON l.community_id = m.community_id AND l.user_id = m.user_id
LEFT JOIN log_cards c ON c.log_id = l.log_id AND c.hidden_by IS NULL
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY l.user_id, l.logged_at
"""
LOGS_SHARED = """
SELECT COUNT(*) FROM members m
JOIN logs l ON l.community_id = m.community_id AND l.user_id = m.user_id
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
"""
REFLECTIONS = """
SELECT r.user_id, r.week, r.question, r.answer, r.behaviour, r.conditions, r.adjustment, r.goal
FROM members m
JOIN reflections r ON r.community_id = m.community_id AND r.user_id = m.user_id
WHERE m.community_id = :community_id AND r.shared = 1 AND r.message_id IS NOT NULL
    AND m.counted = 1 AND m.visibility = 'open'
ORDER BY r.week, r.user_id
"""
# Those that stand on a public card with their author's name; answers to them alone.
REQUESTS = """
SELECT r.request_id, r.user_id, r.kind, r.state, s.name AS skill, r.title, r.link, r.work,
    r.question, r.asked_at, r.closed_at
FROM requests r JOIN members m ON m.community_id = r.community_id AND m.user_id = r.user_id
LEFT JOIN skills s ON s.community_id = r.community_id AND s.skill_id = r.skill_id
WHERE r.community_id = :community_id AND r.kind <> 'self' AND r.state <> 'withdrawn'
AND r.anonymous = 0 AND r.message_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
) AND m.counted = 1 AND m.visibility = 'open'
ORDER BY r.request_id
"""
ANSWERS = """
SELECT f.feedback_id, f.request_id, f.given_by, f.works, f.change, f.question, f.given_at
FROM requests r JOIN members m ON m.community_id = r.community_id AND m.user_id = r.user_id
JOIN feedback f ON f.community_id = r.community_id AND f.request_id = r.request_id
JOIN members g ON g.community_id = f.community_id AND g.user_id = f.given_by
WHERE g.counted = 1 AND g.visibility = 'open' AND f.message_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
) AND r.community_id = :community_id AND r.kind <> 'self' AND r.state <> 'withdrawn'
AND r.anonymous = 0 AND r.message_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
) AND m.counted = 1 AND m.visibility = 'open'
ORDER BY f.feedback_id
"""
IDEAS = """
SELECT i.idea_id, i.user_id, i.kind, s.name AS skill, i.title, i.text, i.leaves_out, i.source,
    i.shared_at
FROM ideas i
JOIN members m ON m.community_id = i.community_id AND m.user_id = i.user_id
LEFT JOIN skills s ON s.community_id = i.community_id AND s.skill_id = i.skill_id
WHERE i.community_id = :community_id AND i.message_id IS NOT NULL
AND (i.leaves_at IS NULL OR i.leaves_at > :now) AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = i.community_id AND h.kind = 'idea' AND h.piece_id = i.idea_id
) AND m.counted = 1 AND m.visibility = 'open'
ORDER BY i.idea_id
"""
EXAMPLES = """
SELECT e.example_id, e.user_id, s.name AS skill, e.title, e.link, e.work, e.look_at,
    e.first_version, e.added_at
FROM examples e
JOIN members m ON m.community_id = e.community_id AND m.user_id = e.user_id
LEFT JOIN skills s ON s.community_id = e.community_id AND s.skill_id = e.skill_id
WHERE e.community_id = :community_id AND e.state = 'shown' AND e.message_id IS NOT NULL
AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = e.community_id AND h.kind = 'example' AND h.piece_id = e.example_id
) AND m.counted = 1 AND m.visibility = 'open'
ORDER BY e.example_id
"""
KUDOS = """
SELECT k.user_id, k.thanked_user_id, k.for_what, k.given_at
FROM kudos k
JOIN members m ON m.community_id = k.community_id AND m.user_id = k.user_id
JOIN members t ON t.community_id = k.community_id AND t.user_id = k.thanked_user_id
WHERE k.community_id = :community_id AND k.message_id IS NOT NULL
AND t.counted = 1 AND t.visibility = 'open' AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = k.community_id AND h.kind = 'kudos' AND h.piece_id = k.kudos_id
) AND m.counted = 1 AND m.visibility = 'open'
ORDER BY k.kudos_id
"""
CHALLENGES = """
SELECT challenge_id, template, title, story, measure, unit, mode, ranking, teams, draw, first_day,
    last_day, join_until, grace_days, state, created_at, ended_at
FROM challenges WHERE community_id = :community_id ORDER BY challenge_id
"""
CHALLENGE_TERMS = """
SELECT t.challenge_id, t.version,
    CASE WHEN c.measure = 'amount' THEN t.target / 100.0 ELSE t.target END AS target, t.breaks,
    t.valid_from, t.set_at
FROM challenges c JOIN challenge_terms t ON t.challenge_id = c.challenge_id
WHERE c.community_id = :community_id ORDER BY t.challenge_id, t.version
"""
PARTICIPATIONS = """
SELECT j.challenge_id, j.user_id, j.joined_on, j.terms, j.team, j.left_at
FROM participants j JOIN members m ON m.community_id = j.community_id AND m.user_id = j.user_id
WHERE j.community_id = :community_id AND m.counted = 1 AND m.visibility = 'open'
ORDER BY j.challenge_id, j.joined_at, j.user_id
"""
SESSIONS = """
SELECT session_id, kind, title, place, minutes, every_weeks, ended_at
FROM sessions WHERE community_id = :community_id ORDER BY session_id
"""
# Who came of those who may be counted: open ones, and private ones in whole fives.
MEETINGS = """
SELECT n.session_id, n.number, n.starts_at, n.cancelled_at, (
        SELECT m.user_id FROM members m
        WHERE m.community_id = n.community_id AND m.user_id = n.presenter_user_id
            AND m.counted = 1 AND m.visibility = 'open'
    ) AS presenter_user_id, (
        SELECT COUNT(*) FROM attendances a
        JOIN members m ON m.community_id = a.community_id AND m.user_id = a.user_id
        WHERE a.community_id = n.community_id AND a.session_id = n.session_id
            AND a.number = n.number AND m.counted = 1 AND m.visibility = 'open'
    ) AS open_attended, (
        SELECT CASE WHEN COUNT(*) >= :fewest THEN COUNT(*) - COUNT(*) % :fewest END
        FROM attendances a
        JOIN members m ON m.community_id = a.community_id AND m.user_id = a.user_id
        WHERE a.community_id = n.community_id AND a.session_id = n.session_id
            AND a.number = n.number AND m.counted = 1 AND m.visibility <> 'open'
    ) AS private_attended, n.agreed, n.summarised_at
FROM sessions s JOIN meetings n ON n.session_id = s.session_id
WHERE s.community_id = :community_id ORDER BY s.session_id, n.number
"""
# What sums are made of: it never leaves this package as it is.
PRIVATE_DAYS = """
SELECT l.day, l.user_id, COUNT(*) AS logs
FROM members m JOIN logs l ON l.community_id = m.community_id AND l.user_id = m.user_id
WHERE m.community_id = :community_id AND m.counted = 1 AND m.visibility <> 'open'
    AND l.day < :until
GROUP BY l.day, l.user_id ORDER BY l.day
"""
KNOWN = "SELECT 1 FROM communities WHERE community_id = :community_id"

TABLES = {
    "community": COMMUNITY,
    "setting_changes": SETTING_CHANGES,
    "norms": NORMS,
    "members": MEMBERS,
    "practices": PRACTICES,
    "practice_minimums": STANDARDS,
    "practice_schedules": SCHEDULES,
    "practice_archives": ARCHIVES,
    "logs": LOGS,
    "reflections": REFLECTIONS,
    "requests": REQUESTS,
    "answers": ANSWERS,
    "ideas": IDEAS,
    "examples": EXAMPLES,
    "kudos": KUDOS,
    "challenges": CHALLENGES,
    "challenge_terms": CHALLENGE_TERMS,
    "challenge_participations": PARTICIPATIONS,
    "sessions": SESSIONS,
    "meetings": MEETINGS,
}
"""What is exported, by the name under which it is exported, but for the sums of private members."""
