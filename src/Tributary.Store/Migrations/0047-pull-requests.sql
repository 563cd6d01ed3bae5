-- Pull requests that were written here (TREE-3, TREE-4). Primary: a rebuild keeps it.
create table pulls_made (
    id {id},
    tree {text} not null, into_tree {text} not null,
    base {text} not null, head {text} not null,   -- full names of commits
    reference {text} not null,                    -- what is to be pulled: a branch, or tags/NAME
    subject {text} not null,
    commits bigint not null,
    at bigint not null,
    sent bigint not null,                         -- 1: by the outbox; 0: written to a file
    pulled_at bigint                              -- when the destination was seen to have it
);
create index pulls_made_tree on pulls_made (tree, at);

-- What is known of the pull requests that came by mail; derived from mail and git, by the message.
create table pulls_checked (
    message bigint not null primary key,
    standing {text} not null                      -- JSON: what it states and what git says
) {keyed};
