"""What is handed over of the long process: rest, reminders, plans, the journal, imports.

See `storage.holdings`.
"""

from __future__ import annotations

RESTS = """
SELECT * FROM rests
WHERE community_id = :community_id AND user_id = :user_id ORDER BY first_day, rest_id
"""
THRESHOLDS = """
SELECT * FROM thresholds
WHERE community_id = :community_id AND user_id = :user_id ORDER BY practice_id
"""
# Without the key that Discord lends for a quarter of an hour.
RECOVERIES = """
SELECT recovery_id, practice_id, message_id, due_at FROM recoveries
WHERE community_id = :community_id AND user_id = :user_id ORDER BY recovery_id
"""
REMINDERS = """
SELECT * FROM reminders
WHERE community_id = :community_id AND user_id = :user_id ORDER BY set_at, reminder_id
"""
REMINDER_CHOICES = """
SELECT * FROM reminder_choices WHERE community_id = :community_id AND user_id = :user_id
"""
ADVICE = """
SELECT * FROM advice
WHERE community_id = :community_id AND user_id = :user_id ORDER BY given_on
"""
PLANS = """
SELECT * FROM plans
WHERE community_id = :community_id AND user_id = :user_id ORDER BY started_on, plan_id
"""
PLAN_NOTES = """
SELECT * FROM plan_notes
WHERE community_id = :community_id AND user_id = :user_id ORDER BY noted_at, note_id
"""
ENTRIES = """
SELECT * FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id ORDER BY written_at, entry_id
"""
CHECKINS = """
SELECT * FROM checkins
WHERE community_id = :community_id AND user_id = :user_id ORDER BY month
"""
# The file is its author's own: it is told by its name, in the plan.
IMPORTS = """
SELECT import_id, state, plan, expires_at FROM imports
WHERE community_id = :community_id AND user_id = :user_id ORDER BY import_id
"""
IMPORT_ROWS = """
SELECT * FROM import_rows
WHERE community_id = :community_id AND user_id = :user_id ORDER BY import_id, ordinal
"""
HOLDINGS = {
    "rests": RESTS,
    "thresholds": THRESHOLDS,
    "recoveries": RECOVERIES,
    "reminders": REMINDERS,
    "reminder_choices": REMINDER_CHOICES,
    "advice": ADVICE,
    "plans": PLANS,
    "plan_notes": PLAN_NOTES,
    "journal_entries": ENTRIES,
    "checkins": CHECKINS,
    "imports": IMPORTS,
    "import_rows": IMPORT_ROWS,
}
