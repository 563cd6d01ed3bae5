-- Browsers that are signed in. The cookie holds 256 random bits; what is kept is their SHA-256, as with tokens.
create table sessions (
    id {id},
    user_id bigint not null,
    hash {blob} not null unique,
    created_at bigint not null,
    used_at bigint not null,          -- to some minutes: a session in use is not written at each request
    origin {text} not null,           -- the network address that signed in
    program {text} not null           -- what the browser calls itself
);
create index sessions_user on sessions (user_id, id);
create index sessions_used on sessions (used_at);

-- The keys by which cookies and forms are protected: in the database, so that every node reads what another wrote.
create table server_keys (name {text} not null primary key, xml {text} not null) {keyed};
