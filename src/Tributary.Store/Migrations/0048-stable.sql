-- The queue for stable kernels (STB-5). Primary: a rebuild keeps it.

-- A fix that is wanted in stable kernels, once for a project.
create table stable_fixes (
    id {id},
    project bigint not null,
    commit_id {text} not null,        -- as the tree has it that took it first
    title {text} not null,
    author {text} not null,           -- Name <address>
    message_id {text},                -- the patch as it was sent, where it is known
    tree {text} not null,             -- the tree that took it; empty where it was asked for by its commit
    asked {text} not null,            -- how it came: accepted, notes, trailer, mail, command, web
    asked_by {text} not null,
    branches {text} not null,         -- asked for these: 6.6 6.1; empty: wherever it is needed
    why {text} not null,              -- the words of who asked
    at bigint not null,
    unique (project, commit_id)
);

-- What people and mails said of a fix and a branch; the rest follows from git.
create table stable_marks (
    fix bigint not null,
    branch {text} not null,           -- 6.6; empty: all
    mark bigint not null,             -- StableMark
    reason {text} not null,
    by_whom {text} not null,
    at bigint not null,
    primary key (fix, branch, mark)
) {keyed};

-- What kernel.org says of the branches, as last read (STB-3).
create table stable_kernels (
    branch {text} primary key,        -- 6.6
    last {text} not null,             -- 6.6.63
    longterm bigint not null,
    ended bigint not null,            -- 1: it is maintained no more
    why {text} not null,
    read_at bigint not null
) {keyed};
