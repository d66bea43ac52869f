"""What deleting a person does to the long process; `storage.privacy` says what it means.

Rests, reminders, advice, plans, the journal and check-ins hang on the member and go along.
"""

from __future__ import annotations

REMOVE_ENTRIES = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
ERASE_IMPORT_ROWS = """
DELETE FROM import_rows WHERE community_id = :community_id AND user_id = :user_id
"""
ERASE_IMPORTS = "DELETE FROM imports WHERE community_id = :community_id AND user_id = :user_id"
# In this order.
ERASURE = (ERASE_IMPORT_ROWS, ERASE_IMPORTS)
