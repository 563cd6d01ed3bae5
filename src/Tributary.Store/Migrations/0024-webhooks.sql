-- Who is told by HTTP what happens in a project. Primary.
create table webhooks (
    id {id},
    project bigint not null,
    url {text} not null,
    secret {text} not null,           -- with which what is sent is signed; it cannot be hashed
    categories {text} not null,       -- slugs of EventCategory with a comma after each; empty: all
    created_by bigint, created_at bigint not null,
    position bigint not null          -- the last event of which it is known whether to tell it
);
create index webhooks_project on webhooks (project, id);

create table webhook_deliveries (
    id {id},
    webhook bigint not null,
    event bigint,                     -- null: a test
    category {text} not null,
    delivery {text} not null unique,  -- the id by which a receiver knows what it has already
    state bigint not null,            -- DeliveryState
    body {blob} not null,
    created_at bigint not null, since bigint not null, due_at bigint not null, attempts bigint not null,
    claim {text},
    status bigint,                    -- the last answer's, or null
    said {text},                      -- its first words, or what was in the way
    ended_at bigint,
    unique (webhook, event)
);
create index webhook_deliveries_due on webhook_deliveries (due_at, id) where state in (0, 1);
create index webhook_deliveries_webhook on webhook_deliveries (webhook, id);
create index webhook_deliveries_ended on webhook_deliveries (ended_at) where ended_at is not null;
