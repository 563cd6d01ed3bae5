-- Both databases run this file. The words in braces are Dialect's: {blob} is BLOB or bytea; {text} is text that sorts by its bytes;
-- {id} is the key by which SQLite finds a row at once; {keyed} keeps a table in the order of its key on SQLite. Whole numbers, flags and enums are bigint; time is bigint, unix microseconds in UTC. Ids are given by the writer
-- from the table ids, so that a rebuild and both databases give the same ones.

create table ids (name {text} primary key, next bigint not null) {keyed};

create table projects (
    id {id},
    name {text} not null unique,      -- link name, e.g. netdevbpf
    profile {text} not null           -- the profile it came from, e.g. bpf
);

create table people (
    id {id},
    address {text} not null unique,   -- lower case
    name {text} not null,             -- as in the newest of their messages (by date, then message id)
    named_at bigint not null,
    named_in {text} not null
);

-- A message is here once, whatever the number of lists it came by.
create table messages (
    id {id},
    message_id {text} not null unique,
    digest {blob} not null,           -- first 16 bytes of the SHA-256 of the raw bytes
    sent_at bigint not null,
    person bigint not null,
    kind bigint not null,             -- MailKind
    subject {text} not null,
    size bigint not null,
    member {blob} not null            -- ThreadMember and its cluster keys, packed: what clusters are computed from
);
create index messages_person on messages (person, sent_at, id);

-- The bytes it came as. encoding 0: as they are; 1: Brotli.
create table message_raws (message {id}, encoding bigint not null, content {blob} not null);

-- Other bytes that came under the same Message-Id (a list's copy with its own footer). The one in messages is that with the
-- earliest date, then the smallest digest: a function of the set.
create table message_copies (
    message bigint not null, digest {blob} not null, encoding bigint not null, content {blob} not null,
    primary key (message, digest)
) {keyed};

-- The numbers of messages that were taken back, so that one that comes again (an edit) is the same as before.
create table removed_messages (message_id {text} primary key, message bigint not null) {keyed};

create table sources (
    id {id},
    project bigint not null,
    kind {text} not null,             -- mbox, maildir, public-inbox
    location {text} not null,
    position {text} not null,         -- JSON: for a public-inbox the last commit read of each epoch, and the gaps to try again
    unique (project, location)
);
-- Which bytes of a message came by which source: what a source takes back is gone unless another one holds it.
create table message_sources (
    message bigint not null, source bigint not null, digest {blob} not null,
    primary key (message, source, digest)
) {keyed};

-- The message in a project: its place in the thread there.
create table project_messages (
    project bigint not null,
    message bigint not null,
    arrival bigint not null,          -- a number that grows with each message added to a project: what one import run brought
    parent bigint,                    -- the message it answers, if that is here
    target bigint,                    -- the patch, cover or pull request it comments on (itself for those)
    series bigint,                    -- the series that patch belongs to
    primary key (project, message)
) {keyed};
create index project_messages_arrival on project_messages (project, arrival);
create index project_messages_parent on project_messages (project, parent);
create index project_messages_series on project_messages (project, series);

create table cluster_keys (project bigint not null, key bigint not null, message bigint not null, primary key (project, key, message)) {keyed};

-- The ledger of series: primary data that a rebuild keeps. An id is bound to a message; when series merge, the oldest id wins and the
-- others lead to it (series_moves); when one splits, the id stays with the part that holds its message.
create table series_ids (
    id {id}, project bigint not null, anchor bigint not null,
    decided bigint,                   -- the state that somebody decided on, null until then
    delegate {text}                   -- whom somebody gave it to
);
create index series_ids_anchor on series_ids (project, anchor);
create table series_moves (id {id}, moved_to bigint not null);

create table series (
    id {id},
    project bigint not null,
    name {text} not null,
    version bigint not null,
    total bigint not null,
    received bigint not null,
    complete bigint not null,
    pull_request bigint not null,
    sent_at bigint not null,
    active_at bigint not null,        -- newest message of its thread, replies included: the queue's order
    submitter bigint not null,        -- people.id
    head bigint not null,             -- messages.id
    cover bigint,
    state bigint not null,            -- PatchState: series_ids.decided, else New; Superseded where a later version takes it out of review
    tree {text},                      -- null: nowhere
    tree_reason {text} not null,
    delegate {text},
    superseded_by bigint,             -- series.id of the newest later version
    replies bigint not null,
    parts bigint not null default 0,         -- fingerprint of its patches, tags and links: equal ones are not written again
    acked bigint not null, reviewed bigint not null, tested bigint not null
);
create index series_by_activity on series (project, active_at, id);
create index series_by_state on series (project, state, active_at, id);
create index series_by_tree on series (project, tree, active_at, id);
create index series_by_state_and_tree on series (project, state, tree, active_at, id);
create index series_by_submitter on series (project, submitter, active_at, id);
create index series_by_head on series (project, head);

create table series_patches (
    series bigint not null, message bigint not null,
    number bigint not null, name {text} not null, state bigint not null, commit_ref {text},
    acked bigint not null, reviewed bigint not null, tested bigint not null,
    primary key (series, message)
) {keyed};
create index series_patches_message on series_patches (message);

create table patch_tags (
    series bigint not null, patch bigint not null, position bigint not null,
    key {text} not null, value {text} not null, source bigint not null,
    primary key (series, patch, position)
) {keyed};

create table series_links (
    series bigint not null, earlier bigint not null, position bigint not null,
    evidence {text} not null, reason {text} not null,
    primary key (series, earlier)
) {keyed};
create index series_links_earlier on series_links (earlier);

-- Kept counts for the queue's filters: how many series stand under (project, state, tree).
create table series_counts (
    project bigint not null, state bigint not null, tree {text} not null, total bigint not null,
    primary key (project, state, tree)
) {keyed};

-- What could not be taken for a mail.
create table quarantine (
    id {id}, project bigint not null, source bigint not null, digest {blob} not null,
    reason {text} not null, content {blob} not null,
    unique (project, digest)
);
