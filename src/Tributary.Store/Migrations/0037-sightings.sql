-- By what a commit is known as a patch; derived from the mail, filled when trees are looked through.
create table patch_ids (
    message bigint not null primary key,  -- messages.id
    patch_id {text} not null,             -- git patch-id --stable; empty: no diff of git's form
    title {text} not null,
    author {text} not null,               -- address, lower case
    sent_at bigint not null
) {keyed};
create index patch_ids_patch on patch_ids (patch_id) where patch_id <> '';
create index patch_ids_title on patch_ids (title, author);

-- Commits that mend what stands in a tree.
create table commit_fixes (
    fixed {text} not null,            -- the commit that is mended
    by_commit {text} not null,
    tree {text} not null,
    title {text} not null,
    at bigint not null,
    primary key (fixed, by_commit, tree)
) {keyed};

-- Where commits of the ledger are by now: as each tree is looked at.
create table commit_places (
    commit_id {text} not null,
    tree {text} not null,
    at bigint not null,               -- when it was first seen there
    release {text},                   -- the first tag of the tree with it: v6.13-rc1; null: none yet
    primary key (commit_id, tree)
) {keyed};

-- Does it apply? The last answer for each open series.
create table applies (
    series bigint not null primary key,
    tree {text} not null,
    tip {text} not null,              -- the tip that it was tried on
    result bigint not null,           -- AppliesResult
    number bigint,                    -- of a conflict: the patch
    paths {text} not null,            -- a line each: of a conflict, where; else what the series touches
    broken_by {text},                 -- the commit of the tree that broke it first; null: not known
    broken_title {text},
    good_tip {text},                  -- the last tip on which it fitted
    said {text} not null,             -- in a sentence
    at bigint not null
) {keyed};
create index applies_tree on applies (tree, result);
