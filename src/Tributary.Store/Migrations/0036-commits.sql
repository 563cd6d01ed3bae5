-- What became of patches in git. Primary: a rebuild keeps it.

-- A series applied to a tree by somebody here: from the first patch to the push, and out again.
create table applications (
    id {id},
    project bigint not null,
    series bigint not null,           -- series_ids.id
    tree {text} not null,
    state bigint not null,            -- ApplicationState
    base {text} not null,             -- the commit that it was applied on
    tip {text},                       -- the commit with all of it; null while it is not whole
    numbers {text} not null,          -- the patches, by number: 1-3,5
    actor bigint,                     -- users.id; null: by a command on the machine
    committer {text} not null,        -- Name <address>
    at bigint not null,
    changed_at bigint not null,
    before {text} not null,           -- what was decided on its state before it was accepted (DecisionText), for a drop
    note {text} not null              -- of a conflict: where; of a drop: why
);
create index applications_series on applications (series, id);
create index applications_open on applications (tree, state, id);

-- The ledger: which commit a patch is in a tree, and how that is known.
create table commits (
    project bigint not null,
    message bigint not null,          -- messages.id of the patch
    tree {text} not null,
    commit_id {text} not null,
    found bigint not null,            -- CommitFound: applied, link, message-id, patch-id, title
    reason {text} not null,           -- in a sentence
    at bigint not null,               -- when it was found
    pushed_at bigint,                 -- when the tree was seen to have it; null: only applied here
    dropped_at bigint,                -- when it was out of the tree again; null: it is in
    was {text},                       -- the commit that it was before a rebase
    application bigint,               -- applications.id, or null where somebody else pushed it
    primary key (project, message, tree)
) {keyed};
create index commits_commit on commits (commit_id);
create index commits_tree on commits (tree, commit_id);
