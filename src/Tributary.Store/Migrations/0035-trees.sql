-- The trees that this installation follows in git. Each node has repositories of its own; what they proved stands here. Primary: a rebuild keeps it.
create table trees (
    name {text} primary key,          -- as people write it
    family {text} not null,           -- trees of one family share a repository
    url {text} not null,              -- where it is fetched from
    branch {text} not null,
    push_url {text},                  -- where it is pushed to; null: nowhere
    pushes bigint not null default 0, -- 1: what is applied is pushed at once
    drops_by {text} not null default 'rebase',  -- or revert
    signer_name {text}, signer_email {text},    -- who commits and signs off where nobody is named
    tip {text},                       -- as last seen
    tip_at bigint,                    -- when it came to be the tip here
    read_to {text},                   -- the tip up to which commits were looked through for ours
    fetched_at bigint,                -- when it was last asked
    fault {text} not null default ''  -- what went wrong then; empty when it went well
) {keyed};
