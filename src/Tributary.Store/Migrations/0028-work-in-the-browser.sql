-- What people do with series in the browser. All of it is primary: a rebuild keeps it.

-- Why somebody put a series on hold; empty: off hold; null: nobody said.
alter table series_ids add column hold {text};
-- Whom a rule of delegation gave it to when its patches came (empty: no rule fits), and why: what nobody decided otherwise.
alter table series_ids add column ruled_to {text};
alter table series_ids add column ruled_by {text};
-- Derived: the reason, or null.
alter table series add column hold {text};

-- Free words that maintainers put on a series; by the ids of the ledger.
create table series_tags (series bigint not null, tag {text} not null, primary key (series, tag)) {keyed};
create index series_tags_tag on series_tags (tag, series);

-- What somebody changed at one go, so that it can be undone.
create table changes (
    id {id},
    project bigint not null,
    actor bigint not null,            -- users.id
    at bigint not null,
    words {text} not null,            -- what was done
    kept {text} not null,             -- of an undo: what others changed since, and so stays; a line each
    undone_by bigint                  -- the change that took it back
);
-- What was decided before and after: of one series, one thing. JSON: "" is the series' own, a number its patch's.
create table change_parts (
    change bigint not null, position bigint not null,
    series bigint not null, aspect {text} not null, before {text} not null, after {text} not null,
    primary key (change, position)
) {keyed};

-- What people said of which messages are one series and which series are versions: an input of the clusters.
create table relinks (
    id {id},
    project bigint not null,
    kind bigint not null,             -- RelinkKind
    at bigint not null,
    actor bigint,                     -- users.id
    said_by {text} not null,          -- the user name
    reason {text} not null,
    ended_at bigint, ended_by {text}  -- taken back
);
create index relinks_project on relinks (project, id);
-- The messages that it names. Of a split, side 1 is split off from side 0; of versions, 0 is the later one.
create table relink_messages (
    relink bigint not null, position bigint not null, side bigint not null, message bigint not null,
    primary key (relink, position)
) {keyed};
create index relink_messages_message on relink_messages (message, relink);

-- Whom patches are given to when they come, in order: a project's own rules; without any row, its profile's hold.
create table delegation_rules (
    project bigint not null, position bigint not null, rule {text} not null,   -- JSON
    primary key (project, position)
) {keyed};
create table delegation_sets (project bigint not null, changed_at bigint not null, changed_by {text} not null, primary key (project)) {keyed};

-- What a user wants to come back to.
create table todo_entries (
    user_id bigint not null, series bigint not null, note {text} not null, at bigint not null,
    primary key (user_id, series)
) {keyed};

-- The query of a queue under a name: a user's, or a project's for everybody (user 0).
create table saved_filters (
    project bigint not null, user_id bigint not null, name {text} not null, query {text} not null,
    primary key (project, user_id, name)
) {keyed};
