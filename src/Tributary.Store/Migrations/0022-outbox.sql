-- Mail that goes out: one row a letter, written in the transaction of what causes it. Primary: a rebuild keeps it.
create table outbox (
    id {id},
    key {text} not null unique,       -- what it is about: the same cause makes one letter, ever
    state bigint not null,            -- LetterState
    message_id {text} not null unique,
    sender {text} not null,           -- of the envelope
    subject {text} not null,
    content {blob} not null,          -- the mail, lines with CRLF
    project bigint, series bigint, user_id bigint,  -- what it belongs to
    written_at bigint not null,
    since bigint not null,            -- when its first attempt was due, since it was written or put back
    due_at bigint not null,           -- waiting: when it is tried next; sending: when others may take it from who is at it
    attempts bigint not null,
    claim {text},                     -- sending: who is at it
    handed_at bigint,                 -- from when on the transport may have it though nobody noted so
    sent_at bigint,
    last_error {text}
);
create index outbox_due on outbox (due_at, id) where state in (0, 1);
create index outbox_state on outbox (state, id);
create index outbox_project on outbox (project, id);

create table outbox_recipients (
    letter bigint not null, position bigint not null, address {text} not null,
    state bigint not null,            -- RecipientState
    said {text} not null,             -- the mail server's last words of him
    primary key (letter, position)
) {keyed};
