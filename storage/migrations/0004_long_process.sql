-- The long process: rest, reminders, advice, the 30-day plan, the journal, imports.

-- Planned days without blocks; `last_day` belongs to it.
CREATE TABLE rests (
    rest_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT REFERENCES practices (practice_id) ON DELETE CASCADE,  -- NULL: all of them
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    is_pause INTEGER NOT NULL,                -- holds everything at once; has no words
    reason TEXT NOT NULL,
    extended INTEGER NOT NULL,                -- how often
    taken_at BIGINT NOT NULL,
    tell_at BIGINT,                           -- when its end is told directly, where asked for
    gave_back TEXT NOT NULL,                  -- what it gave back
    stays TEXT NOT NULL,                      -- what stays of it
    answered_at BIGINT,                       -- or when the question was waved off
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX rests_member ON rests (community_id, user_id, first_day);
CREATE INDEX rests_practice ON rests (practice_id) WHERE practice_id IS NOT NULL;
CREATE INDEX rests_due ON rests (tell_at) WHERE tell_at IS NOT NULL;

-- When somebody has had enough: their own limits for one practice. They advise.
CREATE TABLE thresholds (
    practice_id BIGINT PRIMARY KEY REFERENCES practices (practice_id) ON DELETE CASCADE,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    recovery_minutes INTEGER NOT NULL,        -- 1 to 10, before starting again
    cancelled_blocks INTEGER NOT NULL,        -- in a week
    pause_sign TEXT NOT NULL
);
CREATE INDEX thresholds_member ON thresholds (community_id, user_id);

-- Minutes of recovery under way; the private card that counts them becomes the restart.
CREATE TABLE recoveries (
    recovery_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    token TEXT NOT NULL,                      -- by which the card is changed, for a quarter hour
    message_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX recoveries_due ON recoveries (due_at);
CREATE INDEX recoveries_member ON recoveries (user_id, community_id);
CREATE INDEX recoveries_practice ON recoveries (practice_id);

CREATE TABLE reminders (
    reminder_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT REFERENCES practices (practice_id) ON DELETE CASCADE,  -- NULL: all of them
    minute INTEGER NOT NULL,                  -- after midnight, by the member's own clock
    cue TEXT NOT NULL,                        -- "after coffee", or ''
    channel_id BIGINT NOT NULL,               -- of direct messages
    day TEXT NOT NULL,                        -- the local day that `due_at` is for
    turn INTEGER NOT NULL,                    -- 0, and one more for each snooze of that day
    due_at BIGINT,                            -- NULL once Discord refused a message
    claimed_at BIGINT,                        -- sent with its outcome unknown, else NULL
    set_at BIGINT NOT NULL,
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX reminders_member ON reminders (community_id, user_id);
CREATE INDEX reminders_practice ON reminders (practice_id) WHERE practice_id IS NOT NULL;
CREATE INDEX reminders_due ON reminders (due_at, reminder_id) WHERE due_at IS NOT NULL;

-- When reminders keep quiet, and how long a snooze is; whoever has no row has the usual ones.
CREATE TABLE reminder_choices (
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    quiet_from INTEGER NOT NULL,              -- minutes after midnight; the same twice: never
    quiet_until INTEGER NOT NULL,
    snooze_minutes INTEGER NOT NULL,
    PRIMARY KEY (community_id, user_id),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);

-- What was advised, so that it happens at most once in two weeks.
CREATE TABLE advice (
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    given_on TEXT NOT NULL,                   -- the member's own local day
    closed_at BIGINT,                         -- followed, or waved off
    PRIMARY KEY (community_id, user_id, given_on),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX advice_practice ON advice (practice_id);

-- Thirty days with one practice; what is reached in them is derived from logs.
CREATE TABLE plans (
    plan_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    started_on TEXT NOT NULL,
    confidence_before INTEGER,                -- 1 to 5, NULL where not said
    confidence_after INTEGER,
    outcome TEXT NOT NULL,                    -- of the transfer test, or ''
    outcome_on TEXT,                          -- the local day on which it was noted
    learnt TEXT NOT NULL,                     -- said at stopping, or at the end
    stopped_on TEXT,                          -- NULL unless it was given up before its end
    closed_on TEXT,                           -- when its report was put away
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX plans_member ON plans (community_id, user_id, started_on);
CREATE INDEX plans_practice ON plans (practice_id);
-- One at a time.
CREATE UNIQUE INDEX plans_running ON plans (community_id, user_id)
    WHERE stopped_on IS NULL AND closed_on IS NULL;

CREATE TABLE plan_notes (
    note_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    plan_id BIGINT NOT NULL REFERENCES plans (plan_id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    noted_at BIGINT NOT NULL
);
CREATE INDEX plan_notes_plan ON plan_notes (plan_id, noted_at);
CREATE INDEX plan_notes_member ON plan_notes (user_id, community_id);

CREATE TABLE journal_entries (
    entry_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                       -- why, win, setback, celebrate or grieve
    text TEXT NOT NULL,
    lesson TEXT NOT NULL,                     -- what a setback taught, else ''
    day TEXT NOT NULL,                        -- the member's own local day
    written_at BIGINT NOT NULL,
    shared INTEGER NOT NULL,
    channel_id BIGINT,                        -- the public card, where shared
    message_id BIGINT,
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX journal_member ON journal_entries (community_id, user_id, kind, day);
CREATE INDEX journal_message ON journal_entries (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE checkins (
    checkin_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    month TEXT NOT NULL,                      -- '2026-11', the member's own
    works TEXT NOT NULL,
    too_much TEXT NOT NULL,
    changes TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    UNIQUE (community_id, user_id, month),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);

-- Files on their way in: nothing of them counts before it is all there.
CREATE TABLE imports (
    import_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    state TEXT NOT NULL,                      -- waiting, placing its rows, or done
    plan TEXT NOT NULL,                       -- JSON: what is known of it, and what it would do
    file TEXT NOT NULL,                       -- what was handed in, packed
    expires_at BIGINT NOT NULL
);
CREATE INDEX imports_member ON imports (user_id, community_id);
CREATE INDEX imports_expiry ON imports (expires_at);

CREATE TABLE import_rows (
    import_id BIGINT NOT NULL REFERENCES imports (import_id) ON DELETE CASCADE,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    ordinal INTEGER NOT NULL,
    log_id BIGINT NOT NULL,                   -- that it will have
    practice_id BIGINT NOT NULL,              -- that it will belong to
    day TEXT NOT NULL,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    context TEXT NOT NULL,
    focus TEXT NOT NULL,
    felt TEXT,
    lesson TEXT NOT NULL,
    link TEXT NOT NULL,
    backfilled INTEGER NOT NULL,
    logged_at BIGINT NOT NULL,
    PRIMARY KEY (import_id, ordinal)
);
CREATE INDEX import_rows_member ON import_rows (user_id, community_id);
