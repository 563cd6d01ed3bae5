-- What a mail asked for stable kernels before any tree had the patch (STB-4): it comes into the queue when one takes it, or a later version of it. Primary: a rebuild keeps it.
create table stable_wishes (
    project bigint not null,
    message_id {text} not null,       -- the patch
    title {text} not null,
    author {text} not null,           -- Name <address>
    branches {text} not null,         -- 6.6 6.1, or 5.15+; empty: wherever it is needed
    asked_by {text} not null,
    why {text} not null,              -- the line that asked
    at bigint not null,
    answered_by {text},               -- the commit with which it came into the queue; null while it waits
    primary key (project, message_id)
) {keyed};
