-- Whether a fix applies to a stable branch, as last tried with git; it can be tried again.
create table stable_trials (
    commit_id {text} not null,
    branch {text} not null,           -- 6.6
    tip {text} not null,              -- the branch's newest commit then
    conflicts {text} not null,        -- the files that conflict, a line each; empty: it applies
    said {text} not null,             -- that in a sentence, with what may have to go before
    at bigint not null,
    primary key (commit_id, branch)
) {keyed};
