-- The moderators' desk: settings with their history, norms, challenges, meetings.
-- Columns that name a person are called user_id, …_user_id or …_by; 0 is somebody who deleted
-- their data, or the program itself.

ALTER TABLE communities ADD COLUMN challenge_channel_id BIGINT;
-- Which level of visibility `/start` offers first; nobody has it before they choose it.
ALTER TABLE communities ADD COLUMN offered_visibility TEXT NOT NULL DEFAULT 'private';
-- What the weekly posts contain.
ALTER TABLE communities ADD COLUMN weekly_parts TEXT NOT NULL
    DEFAULT 'streaks reflection thanks idea needs_eyes';
-- Whether the moderators' report may count this member; agreed to at `/start`.
ALTER TABLE members ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

-- Posts are for more than weeks now: a challenge's have its id as their period.
ALTER TABLE posts RENAME COLUMN week TO period;
-- Which message of this post stands: a board that was lost is posted anew.
ALTER TABLE posts ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
CREATE INDEX posts_failed ON posts (retry_at)
    WHERE state = 'failed' AND kind NOT IN ('streaks', 'reflection');

-- With all that a day's sum needs, so that the health report and boards read no log itself.
DROP INDEX logs_practice_day;
CREATE INDEX logs_practice_day ON logs (practice_id, day, amount, backfilled);

-- Who was cheered lately, for the health report.
CREATE INDEX cheers_lately ON cheers (community_id, cheered_at);

-- Who changed which setting, and when.
CREATE TABLE setting_changes (
    change_id BIGINT NOT NULL,                -- the interaction
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    setting TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    changed_by BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (change_id, setting)
);
CREATE INDEX setting_changes_community ON setting_changes (community_id, changed_at);
CREATE INDEX setting_changes_person ON setting_changes (changed_by, community_id);

-- How people want to treat each other here; the newest holds.
CREATE TABLE norms (
    norms_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    set_by BIGINT NOT NULL,
    set_at BIGINT NOT NULL
);
CREATE INDEX norms_community ON norms (community_id, set_at);
CREATE INDEX norms_author ON norms (set_by, community_id);

CREATE TABLE agreements (
    community_id BIGINT NOT NULL,
    norms_id BIGINT NOT NULL REFERENCES norms (norms_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    agreed_at BIGINT NOT NULL,
    PRIMARY KEY (norms_id, user_id),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX agreements_member ON agreements (user_id, community_id);

CREATE TABLE challenges (
    challenge_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    created_by BIGINT NOT NULL,               -- 0: the rotation of themes
    template TEXT NOT NULL,                   -- which one it was made from, or ''
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,                  -- folded, for comparing
    story TEXT NOT NULL,                      -- what it is for
    measure TEXT NOT NULL,
    unit TEXT NOT NULL,                       -- of the measure 'amount', else ''
    mode TEXT NOT NULL,                       -- alone, teams or together
    ranking TEXT NOT NULL,                    -- improvement or target
    teams INTEGER NOT NULL,                   -- 0 without teams
    draw TEXT NOT NULL,                       -- drawn, chosen, or '' without teams
    first_day TEXT NOT NULL,                  -- each member's own local days
    last_day TEXT NOT NULL,
    join_until TEXT NOT NULL,
    grace_days INTEGER NOT NULL,              -- in which its days may still be logged for
    ping_role_id BIGINT,                      -- pinged once, by the announcement
    state TEXT NOT NULL,                      -- open, ended, or cancelled before its first day
    created_at BIGINT NOT NULL,
    look_at BIGINT,                           -- when to see whether it is over; NULL once it is
    ended_at BIGINT,
    drawn_at BIGINT,                          -- when teams were drawn
    board_edited_at BIGINT,                   -- when an edit of the board was last tried
    board_shown TEXT NOT NULL,                -- a digest of what it shows
    board_trouble TEXT NOT NULL,              -- what kept it from being edited, or ''
    board_told_at BIGINT                      -- when moderators were told of that
);
CREATE UNIQUE INDEX challenges_titles ON challenges (community_id, title_key) WHERE state = 'open';
CREATE INDEX challenges_community ON challenges (community_id, created_at);
CREATE INDEX challenges_due ON challenges (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX challenges_ended ON challenges (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX challenges_author ON challenges (created_by, community_id);

-- What is to be reached, in versions: easier ones hold for everybody from a day on, harder ones
-- for those who renewed.
CREATE TABLE challenge_terms (
    community_id BIGINT NOT NULL,
    challenge_id BIGINT NOT NULL REFERENCES challenges (challenge_id) ON DELETE CASCADE,
    version INTEGER NOT NULL,                 -- 1, 2, …
    target BIGINT NOT NULL,                   -- hundredths for 'amount', else a whole number
    breaks INTEGER NOT NULL,                  -- allowed in each week
    valid_from TEXT NOT NULL,
    set_by BIGINT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (challenge_id, version)
);
CREATE INDEX challenge_terms_author ON challenge_terms (set_by, community_id);

CREATE TABLE participants (
    community_id BIGINT NOT NULL,
    challenge_id BIGINT NOT NULL REFERENCES challenges (challenge_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    joined_on TEXT NOT NULL,                  -- the first time, their own local day
    joined_at BIGINT NOT NULL,
    terms INTEGER NOT NULL,                   -- the newest version that they agreed to
    team INTEGER,                             -- 1, 2, …
    grouped INTEGER NOT NULL,                 -- their starting conditions may group them
    left_at BIGINT,                           -- NULL while they take part
    removed_by BIGINT,                        -- the moderator who took them off
    PRIMARY KEY (challenge_id, user_id),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX participants_member ON participants (user_id, community_id);
CREATE INDEX participants_remover ON participants (removed_by, community_id)
    WHERE removed_by IS NOT NULL;

-- Themes in turn: a new challenge every week, by itself.
CREATE TABLE rotations (
    community_id BIGINT PRIMARY KEY REFERENCES communities (community_id) ON DELETE CASCADE,
    themes TEXT NOT NULL,                     -- templates, in their order
    next_theme INTEGER NOT NULL,
    next_at BIGINT,                           -- NULL while it stands still
    set_by BIGINT NOT NULL
);
CREATE INDEX rotations_due ON rotations (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX rotations_author ON rotations (set_by);

-- Meetings that come back, each with a Discord event of its own.
CREATE TABLE sessions (
    session_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    created_by BIGINT NOT NULL,
    kind TEXT NOT NULL,                       -- practice or feedback
    title TEXT NOT NULL,
    place TEXT NOT NULL,                      -- where it meets, unless in a voice channel
    voice_channel_id BIGINT,
    channel_id BIGINT NOT NULL,               -- where its cards stand
    minutes INTEGER NOT NULL,
    every_weeks INTEGER NOT NULL,             -- 0: once
    ended_at BIGINT
);
CREATE INDEX sessions_community ON sessions (community_id);
CREATE INDEX sessions_author ON sessions (created_by, community_id);

CREATE TABLE meetings (
    community_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,                  -- 1, 2, …
    starts_at BIGINT NOT NULL,
    event_id BIGINT,                          -- Discord's, once it is made
    event_trouble TEXT NOT NULL,              -- what kept it from being made, or ''
    presenter_user_id BIGINT,
    agreed TEXT NOT NULL,                     -- the summary, or ''
    summarised_by BIGINT,
    summarised_at BIGINT,
    cancelled_at BIGINT,
    due_at BIGINT,                            -- when something is to be done about it, or NULL
    PRIMARY KEY (session_id, number)
);
CREATE INDEX meetings_due ON meetings (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX meetings_presenter ON meetings (presenter_user_id, community_id)
    WHERE presenter_user_id IS NOT NULL;
CREATE INDEX meetings_author ON meetings (summarised_by, community_id)
    WHERE summarised_by IS NOT NULL;

CREATE TABLE attendances (
    community_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    user_id BIGINT NOT NULL,
    attended_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, number, user_id),
    FOREIGN KEY (session_id, number) REFERENCES meetings (session_id, number) ON DELETE CASCADE
);
CREATE INDEX attendances_member ON attendances (user_id, community_id);

-- Who presents in turn: whoever waited longest is next.
CREATE TABLE rota (
    community_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    passed INTEGER NOT NULL,                  -- the latest meeting that they let pass, or 0
    PRIMARY KEY (session_id, user_id)
);
CREATE INDEX rota_member ON rota (user_id, community_id);
