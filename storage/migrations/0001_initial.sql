-- Ids are Discord's 64-bit integers; instants are UTC seconds; local days are ISO text.
-- Amounts are hundredths of the unit. Every row carries the community that it belongs to.

CREATE TABLE communities (
    community_id BIGINT PRIMARY KEY,
    zone TEXT NOT NULL,
    weekly_weekday INTEGER NOT NULL,          -- 0 is Monday
    weekly_minute INTEGER NOT NULL,           -- minutes after midnight, community's zone
    weekly_channel_id BIGINT,
    log_channel_id BIGINT,
    moderator_channel_id BIGINT,
    moderator_role_id BIGINT,
    backfill_days INTEGER NOT NULL,
    resources TEXT NOT NULL,                  -- where members find help here, or ''
    set_up_at BIGINT,                         -- NULL until /community setup: nothing is posted
    next_weekly_at BIGINT,                    -- when the next weekly posts are due
    removed_at BIGINT,                        -- when the bot was removed; NULL while it is there
    created_at BIGINT NOT NULL
);
CREATE INDEX communities_due ON communities (next_weekly_at) WHERE removed_at IS NULL;

CREATE TABLE members (
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    on_boards INTEGER NOT NULL,
    share_conditions INTEGER NOT NULL,        -- starting conditions may be used for grouping
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (community_id, user_id)
);
CREATE INDEX members_person ON members (user_id);

-- Every choice of zone and day start, so that old days are never moved and travel can be told.
CREATE TABLE clock_settings (
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    interaction_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    zone TEXT NOT NULL,
    day_start INTEGER NOT NULL,
    zone_chosen INTEGER NOT NULL,             -- 0: the community's zone, taken at joining
    PRIMARY KEY (community_id, user_id, interaction_id),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);

CREATE TABLE skills (
    skill_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,                   -- case-folded, for comparing
    approved INTEGER NOT NULL,                -- 0: proposed by a member
    synonym_of BIGINT REFERENCES skills (skill_id) ON DELETE CASCADE,
    UNIQUE (community_id, name_key)
);

CREATE TABLE practices (
    practice_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    skill_id BIGINT REFERENCES skills (skill_id) ON DELETE SET NULL,
    started_on TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX practices_member ON practices (community_id, user_id);

CREATE TABLE practice_standards (
    community_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    valid_from TEXT NOT NULL,
    minimum BIGINT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (practice_id, valid_from)
);

CREATE TABLE practice_schedules (
    community_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    valid_from TEXT NOT NULL,
    schedule TEXT NOT NULL,
    PRIMARY KEY (practice_id, valid_from)
);

CREATE TABLE practice_archives (
    community_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,                 -- 0 for the first time, then 1, …
    archived_on TEXT NOT NULL,
    restored_on TEXT,
    PRIMARY KEY (practice_id, ordinal)
);

-- Where somebody stood at the start, each answer NULL where skipped; private, never about health.
CREATE TABLE starting_conditions (
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    since TEXT,
    weekly_hours BIGINT,                      -- hundredths
    level BIGINT,                             -- hundredths
    PRIMARY KEY (practice_id)
);
CREATE INDEX starting_conditions_member ON starting_conditions (community_id, user_id);

CREATE TABLE goals (
    goal_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    better TEXT NOT NULL,                     -- what to do next week, in one's own hands
    wish TEXT NOT NULL,                       -- the outcome hoped for, or ''
    set_at BIGINT NOT NULL
);
CREATE INDEX goals_practice ON goals (practice_id, set_at);

CREATE TABLE logs (
    log_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    practice_id BIGINT NOT NULL REFERENCES practices (practice_id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    context TEXT NOT NULL,                    -- where it was done
    focus TEXT NOT NULL,
    felt TEXT,
    lesson TEXT NOT NULL,                     -- what a block that went badly taught
    link TEXT NOT NULL,
    proof TEXT NOT NULL,                      -- file name of what was attached
    backfilled INTEGER NOT NULL,
    logged_at BIGINT NOT NULL
);
CREATE INDEX logs_practice_day ON logs (practice_id, day);
CREATE INDEX logs_member_latest ON logs (community_id, user_id, logged_at);

CREATE TABLE cheers (
    community_id BIGINT NOT NULL,
    log_id BIGINT NOT NULL REFERENCES logs (log_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    cheered_at BIGINT NOT NULL,
    PRIMARY KEY (log_id, user_id)
);
CREATE INDEX cheers_person ON cheers (user_id, community_id);

-- Where a log's public card stands, so that undo, correct and hide can mend it.
CREATE TABLE log_cards (
    log_id BIGINT PRIMARY KEY REFERENCES logs (log_id) ON DELETE CASCADE,
    community_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    hidden_by BIGINT                          -- the moderator who hid it
);
CREATE INDEX log_cards_message ON log_cards (message_id);
CREATE INDEX log_cards_hider ON log_cards (hidden_by) WHERE hidden_by IS NOT NULL;

CREATE TABLE reflections (
    reflection_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    week TEXT NOT NULL,                       -- '2026-W47', the member's own
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    goal_outcomes TEXT NOT NULL,              -- '12:reached 13:partly', by practice
    behaviour TEXT NOT NULL,
    conditions TEXT NOT NULL,
    unknown_conditions INTEGER NOT NULL,      -- 'I do not know yet'
    adjustment TEXT NOT NULL,                 -- as typed; what runs stands in adjustments
    goal TEXT NOT NULL,
    goal_practice_id BIGINT REFERENCES practices (practice_id) ON DELETE SET NULL,
    three_weeks INTEGER NOT NULL,             -- asked about three weeks, not one
    shared INTEGER NOT NULL,
    channel_id BIGINT,                        -- the public card, where shared
    message_id BIGINT,
    reflected_at BIGINT NOT NULL,
    UNIQUE (community_id, user_id, week),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);

CREATE TABLE adjustments (
    adjustment_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    change TEXT NOT NULL,
    week TEXT NOT NULL,                       -- in whose reflection it was adopted
    adopted_at BIGINT NOT NULL,
    outcome TEXT,                             -- kept or dropped; NULL while it runs
    ended_at BIGINT,
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX adjustments_member ON adjustments (community_id, user_id, adopted_at);
-- The rule of one: at most one adjustment runs at a time.
CREATE UNIQUE INDEX adjustments_running ON adjustments (community_id, user_id) WHERE outcome IS NULL;

CREATE TABLE drafts (
    draft_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    press TEXT NOT NULL,                      -- custom id of the form that it belongs to
    answers TEXT NOT NULL,                    -- JSON object of what was typed
    expires_at BIGINT NOT NULL
);
CREATE INDEX drafts_person ON drafts (user_id, community_id);
CREATE INDEX drafts_expiry ON drafts (expires_at);

CREATE TABLE questions (
    question_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX questions_community ON questions (community_id, added_at);

-- A scheduled post: claimed before it is sent, marked after.
CREATE TABLE posts (
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    week TEXT NOT NULL,
    state TEXT NOT NULL,                      -- claimed, sent, skipped or failed
    reason TEXT NOT NULL,                     -- why it was skipped or failed
    due_at BIGINT NOT NULL,
    claimed_at BIGINT NOT NULL,               -- when it was first sent with its outcome unknown
    attempts INTEGER NOT NULL,                -- that Discord did not answer
    retry_at BIGINT NOT NULL,                 -- when a claim is to be settled
    settled_at BIGINT,
    late INTEGER NOT NULL,
    question TEXT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    told_at BIGINT,                           -- when moderators were told of a failure
    PRIMARY KEY (community_id, kind, week)
);
CREATE INDEX posts_unsettled ON posts (retry_at) WHERE state = 'claimed';
CREATE INDEX posts_untold ON posts (community_id)
    WHERE (state = 'failed' OR reason = 'too_late') AND told_at IS NULL;

CREATE TABLE panels (
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (community_id, message_id)
);

-- Public cards of deleted data, until they are taken down. No person is named here.
CREATE TABLE card_removals (
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (message_id)
);

-- Interactions that changed rows rather than made one: a second delivery is known by them.
CREATE TABLE receipts (
    community_id BIGINT NOT NULL,
    interaction_id BIGINT NOT NULL,
    handled_at BIGINT NOT NULL,
    PRIMARY KEY (interaction_id)
);
CREATE INDEX receipts_age ON receipts (handled_at);

CREATE TABLE program_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
