-- The servers that run on this database, each as it says of itself every few seconds. (An embedded database has one, which need not write.)
create table nodes (
    name {text} primary key,          -- machine and process
    version {text} not null,
    started_at bigint not null,
    seen_at bigint not null
) {keyed};

-- The sources that are read again and again: what the schedule of the installation holds, and how the last round went.
create table followed_sources (
    project {text} not null,          -- link name: the project is made with its first mail
    profile {text} not null,
    kind {text} not null,
    location {text} not null,
    list_id {text},
    every bigint not null,            -- microseconds
    read_at bigint,                   -- when the last round ended; null before the first
    read_by {text},                   -- the node that read
    added bigint not null default 0,  -- messages that were new in it
    fault {text} not null default '', -- what went wrong in it; empty when it went well
    primary key (project, location)
) {keyed};
