-- Peers sharpen each other: feedback, encouragement, examples, ideas, and who watches over it.
-- Columns that name a person are called user_id, …_user_id or …_by; 0 is somebody who deleted
-- their data.

ALTER TABLE communities ADD COLUMN feedback_channel_id BIGINT;
-- Direct messages: 'off', 'on', or 'closed' where Discord refused one and they were switched off.
ALTER TABLE members ADD COLUMN nudges TEXT NOT NULL DEFAULT 'off';
-- Where an adjustment came from: 'reflection', 'feedback', 'idea' or 'setback', and which one.
ALTER TABLE adjustments ADD COLUMN source TEXT NOT NULL DEFAULT 'reflection';
ALTER TABLE adjustments ADD COLUMN source_id BIGINT;

CREATE TABLE rubrics (
    rubric_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    listed INTEGER NOT NULL DEFAULT 1,        -- 0: taken off the list; old scores still name it
    UNIQUE (community_id, name_key)
);

-- Versions are never changed, so that old scores keep their meaning.
CREATE TABLE rubric_versions (
    version_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    rubric_id BIGINT NOT NULL REFERENCES rubrics (rubric_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,                  -- 1, 2, …
    name TEXT NOT NULL,                       -- as it was called then
    made_at BIGINT NOT NULL,
    UNIQUE (rubric_id, number)
);

CREATE TABLE rubric_criteria (
    community_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL REFERENCES rubric_versions (version_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,                -- 0 to 4
    name TEXT NOT NULL,
    level_1 TEXT NOT NULL,
    level_2 TEXT NOT NULL,
    level_3 TEXT NOT NULL,
    level_4 TEXT NOT NULL,
    PRIMARY KEY (version_id, position)
);

-- One trusted source of feedback for each practice.
CREATE TABLE trusted_sources (
    practice_id BIGINT PRIMARY KEY REFERENCES practices (practice_id) ON DELETE CASCADE,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                       -- 'peer', 'rubric' or 'versions'
    peer_user_id BIGINT,
    rubric_id BIGINT                          -- of the community's or a shipped one
);
CREATE INDEX trusted_sources_member ON trusted_sources (community_id, user_id);
CREATE INDEX trusted_sources_peer ON trusted_sources (peer_user_id, community_id);

CREATE TABLE requests (
    request_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,                  -- its author
    kind TEXT NOT NULL,                       -- 'work', 'stuck', or 'self': scored by its author
    state TEXT NOT NULL,                      -- open, answered, withdrawn, lapsed; kept for 'self'
    skill_id BIGINT REFERENCES skills (skill_id) ON DELETE SET NULL,
    practice_id BIGINT REFERENCES practices (practice_id) ON DELETE SET NULL,
    rubric_version_id BIGINT,                 -- of the community's or a shipped one
    audience TEXT NOT NULL,                   -- 'anyone' or 'person'
    asked_user_id BIGINT,                     -- that person
    anonymous INTEGER NOT NULL,
    wanted_by_at BIGINT,                      -- the author's own deadline
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    work TEXT NOT NULL,                       -- the text itself; for 'stuck' what is hard
    question TEXT NOT NULL,
    earlier_id BIGINT REFERENCES requests (request_id) ON DELETE SET NULL,
    counted TEXT NOT NULL,                    -- what should get fewer ('errors'), or ''
    counted_amount BIGINT,                    -- hundredths
    hardship TEXT,                            -- 'stuck' alone: doubt, plateau, stopping, other
    wish TEXT,                                -- 'stuck' alone: encouragement or advice
    file_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    closed_at BIGINT,
    held_by BIGINT,                           -- whoever took it, until held_until
    held_until BIGINT,
    channel_id BIGINT,                        -- the public card, where there is one
    message_id BIGINT,
    thread_id BIGINT,
    next_step TEXT,                           -- what happens next by itself: offer, tell or lapse
    due_at BIGINT,                            -- and when; NULL once it is closed
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX requests_open ON requests (community_id, kind, asked_at) WHERE state = 'open';
CREATE INDEX requests_member ON requests (community_id, user_id, asked_at);
CREATE INDEX requests_asked ON requests (asked_user_id, community_id)
    WHERE asked_user_id IS NOT NULL;
CREATE INDEX requests_held ON requests (held_by, community_id) WHERE held_by IS NOT NULL;
CREATE INDEX requests_due ON requests (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX requests_message ON requests (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX requests_thread ON requests (thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX requests_earlier ON requests (earlier_id) WHERE earlier_id IS NOT NULL;

-- What was attached to a request that has no public card; gone once it is closed.
CREATE TABLE request_files (
    request_id BIGINT PRIMARY KEY REFERENCES requests (request_id) ON DELETE CASCADE,
    community_id BIGINT NOT NULL,
    content BLOB NOT NULL
);

-- Levels that a helper chose in the panel and has not given yet.
CREATE TABLE chosen_levels (
    community_id BIGINT NOT NULL,
    request_id BIGINT NOT NULL REFERENCES requests (request_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,                  -- the helper
    position INTEGER NOT NULL,                -- of the criterion
    level INTEGER NOT NULL,                   -- 1 to 4
    PRIMARY KEY (request_id, user_id, position)
);
CREATE INDEX chosen_levels_member ON chosen_levels (user_id, community_id);

-- One answer to a request. Its author is the request's; both stay in the numbers of the other
-- when one of them deletes their data.
CREATE TABLE feedback (
    feedback_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    request_id BIGINT REFERENCES requests (request_id) ON DELETE SET NULL,
    asked_by BIGINT NOT NULL,                 -- the request's author
    given_by BIGINT NOT NULL,                 -- the helper; the author for 'self'
    works TEXT NOT NULL,                      -- what works already
    change TEXT NOT NULL,                     -- the one change with the greatest effect
    question TEXT NOT NULL,                   -- a question back, or ''
    given_at BIGINT NOT NULL,
    channel_id BIGINT,                        -- where it stands, unless only its author sees it
    message_id BIGINT,
    seen_at BIGINT,                           -- when the request's author opened it
    encouraging INTEGER,                      -- 1 to 3; NULL until rated
    useful INTEGER,
    problematic INTEGER NOT NULL,
    remark TEXT NOT NULL,                     -- feedback on the feedback, or ''
    rated_at BIGINT,
    remark_seen_at BIGINT,                    -- when the helper saw the rating or the reply
    reply TEXT NOT NULL,                      -- the author's reply to the question back
    replied_at BIGINT,
    reply_channel_id BIGINT,                  -- where the reply stands, unless only the helper sees it
    reply_message_id BIGINT,
    applied TEXT,                             -- yes, partly, not_yet or no
    applied_note TEXT NOT NULL,
    applied_at BIGINT
);
CREATE INDEX feedback_request ON feedback (request_id);
CREATE INDEX feedback_given ON feedback (community_id, given_by, given_at);
CREATE INDEX feedback_taken ON feedback (community_id, asked_by, given_at);
CREATE INDEX feedback_lately ON feedback (community_id, given_at);
CREATE INDEX feedback_helper ON feedback (given_by);
CREATE INDEX feedback_author ON feedback (asked_by);
CREATE INDEX feedback_message ON feedback (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX feedback_reply ON feedback (reply_message_id) WHERE reply_message_id IS NOT NULL;

CREATE TABLE feedback_levels (
    community_id BIGINT NOT NULL,
    feedback_id BIGINT NOT NULL REFERENCES feedback (feedback_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    level INTEGER NOT NULL,
    PRIMARY KEY (feedback_id, position)
);

-- Requests that were offered to somebody by direct message: at most one a week.
CREATE TABLE nudges (
    community_id BIGINT NOT NULL,
    request_id BIGINT NOT NULL REFERENCES requests (request_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,                  -- the likely helper
    nudged_at BIGINT NOT NULL,
    PRIMARY KEY (request_id, user_id)
);
CREATE INDEX nudges_member ON nudges (user_id, community_id, nudged_at);

CREATE TABLE kudos (
    kudos_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,                  -- who thanks
    thanked_user_id BIGINT NOT NULL,
    for_what TEXT NOT NULL,
    day TEXT NOT NULL,                        -- of whoever thanks
    given_at BIGINT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    UNIQUE (community_id, user_id, thanked_user_id, day)
);
CREATE INDEX kudos_given ON kudos (user_id, community_id, day);
CREATE INDEX kudos_received ON kudos (thanked_user_id, community_id);
CREATE INDEX kudos_lately ON kudos (community_id, given_at);

-- Examples of excellence; one proposed by another member waits for its author's consent.
CREATE TABLE examples (
    example_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,                  -- its author
    proposed_by BIGINT,                       -- another member, where one did
    state TEXT NOT NULL,                      -- 'proposed' or 'shown'
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    work TEXT NOT NULL,
    look_at TEXT NOT NULL,                    -- what to look at
    skill_id BIGINT REFERENCES skills (skill_id) ON DELETE SET NULL,
    practice_id BIGINT REFERENCES practices (practice_id) ON DELETE SET NULL,
    first_version TEXT NOT NULL,              -- how it looked at first, or ''
    weeks INTEGER,                            -- from the practice's first day to this one
    blocks INTEGER,                           -- kept in that time
    made_on TEXT,                             -- its author's day, where a practice is shown
    file_name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    channel_id BIGINT,                        -- our card
    message_id BIGINT
);
CREATE INDEX examples_shown ON examples (community_id, added_at);
CREATE INDEX examples_link ON examples (community_id, link) WHERE link <> '';
CREATE INDEX examples_author ON examples (user_id, community_id);
CREATE INDEX examples_proposer ON examples (proposed_by, community_id)
    WHERE proposed_by IS NOT NULL;

CREATE TABLE ideas (
    idea_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    -- insight, shortcut, mistake, strategy, concept or opportunity
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    leaves_out TEXT NOT NULL,                 -- what a short cut leaves out, or ''
    source TEXT NOT NULL,                     -- where it comes from, or ''
    search_key TEXT NOT NULL,                 -- title and text, folded for comparing
    skill_id BIGINT REFERENCES skills (skill_id) ON DELETE SET NULL,
    leaves_at BIGINT,                         -- when an opportunity leaves by itself
    shared_at BIGINT NOT NULL,
    told_week TEXT,                           -- the week whose post carried it
    channel_id BIGINT,
    message_id BIGINT
);
CREATE INDEX ideas_shared ON ideas (community_id, shared_at);
CREATE INDEX ideas_author ON ideas (user_id, community_id);

-- 'Now I can.'
CREATE TABLE idea_marks (
    community_id BIGINT NOT NULL,
    idea_id BIGINT NOT NULL REFERENCES ideas (idea_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    marked_at BIGINT NOT NULL,
    PRIMARY KEY (idea_id, user_id)
);
CREATE INDEX idea_marks_member ON idea_marks (user_id, community_id);

CREATE TABLE applications (
    application_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    idea_id BIGINT NOT NULL REFERENCES ideas (idea_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    day TEXT NOT NULL,                        -- the member's own
    happened TEXT NOT NULL,                   -- what came of it, or ''
    log_id BIGINT REFERENCES logs (log_id) ON DELETE CASCADE,
    applied_at BIGINT NOT NULL,
    UNIQUE (idea_id, user_id, day)
);
CREATE INDEX applications_log ON applications (log_id) WHERE log_id IS NOT NULL;
CREATE INDEX applications_member ON applications (user_id, community_id, applied_at);
CREATE INDEX applications_lately ON applications (community_id, applied_at);

-- Whom a member wants nothing to do with; it holds both ways in queues, and nobody is told.
CREATE TABLE blocks (
    community_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    blocked_user_id BIGINT NOT NULL,
    blocked_at BIGINT NOT NULL,
    PRIMARY KEY (community_id, user_id, blocked_user_id),
    FOREIGN KEY (community_id, user_id) REFERENCES members (community_id, user_id) ON DELETE CASCADE
);
CREATE INDEX blocks_blocked ON blocks (blocked_user_id, community_id);

-- Whom moderators keep from asking, answering and sharing here.
CREATE TABLE suspensions (
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    suspended_by BIGINT NOT NULL,
    suspended_at BIGINT NOT NULL,
    PRIMARY KEY (community_id, user_id)
);
CREATE INDEX suspensions_person ON suspensions (user_id);
CREATE INDEX suspensions_moderator ON suspensions (suspended_by, community_id);

-- Pieces that members wrote and moderators hid.
CREATE TABLE hidden_pieces (
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                       -- request, feedback, reply, kudos, example, idea
    piece_id BIGINT NOT NULL,
    hidden_by BIGINT NOT NULL,
    hidden_at BIGINT NOT NULL,
    PRIMARY KEY (community_id, kind, piece_id)
);
CREATE INDEX hidden_pieces_moderator ON hidden_pieces (hidden_by, community_id);

CREATE TABLE reports (
    report_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,                  -- the reporter
    kind TEXT NOT NULL,                       -- of the piece; 'message' for any other message
    piece_id BIGINT NOT NULL,
    reported_user_id BIGINT NOT NULL,         -- who wrote it
    said TEXT NOT NULL,                       -- what it said when it was reported
    link_channel_id BIGINT,                   -- where it stands
    link_message_id BIGINT,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,                      -- 'open', 'acted' or 'dismissed'
    reported_at BIGINT NOT NULL,
    closed_at BIGINT,
    channel_id BIGINT,                        -- the moderators' card
    message_id BIGINT,
    UNIQUE (community_id, user_id, kind, piece_id)
);
CREATE INDEX reports_open ON reports (community_id, reported_at) WHERE state = 'open';
CREATE INDEX reports_reporter ON reports (user_id, community_id);
CREATE INDEX reports_reported ON reports (reported_user_id, community_id);

-- What moderators did: the audit list.
CREATE TABLE acts (
    act_id BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES communities (community_id) ON DELETE CASCADE,
    acted_by BIGINT NOT NULL,
    act TEXT NOT NULL,                        -- hid, restored, suspended, readmitted, dismissed
    kind TEXT,                                -- of the piece, where it was one
    piece_id BIGINT,
    about_user_id BIGINT NOT NULL,
    acted_at BIGINT NOT NULL
);
CREATE INDEX acts_community ON acts (community_id, acted_at);
CREATE INDEX acts_moderator ON acts (acted_by, community_id);
CREATE INDEX acts_about ON acts (about_user_id, community_id);
