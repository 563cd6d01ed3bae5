-- Mail commands, one row each, of every mail that came into a project. Primary: a rebuild keeps it. What it says is shown with its event.
create table commands (
    id {id},
    project bigint not null,
    message bigint not null,
    position bigint not null,         -- among the commands of the message
    event bigint not null,            -- events.id
    sender {text} not null,           -- the address it came from, lower case
    word {text} not null,
    means bigint,                     -- PatchState; null: nobody can tell
    outcome bigint not null,          -- CommandOutcome
    reason {text} not null,           -- the outcome in a sentence
    series bigint,                    -- what it was said of, or null
    change bigint,                    -- changes.id: what it did, to be undone; null: nothing
    unique (project, message, position)
);
create index commands_event on commands (event);
create index commands_series on commands (series, id) where series is not null;
create index commands_sender on commands (sender, id);
create index commands_waiting on commands (project, id) where outcome = 2;

-- A source that was read to its end once: what it brings later is live mail.
alter table sources add column read_through bigint not null default 0;

-- The mail relays of the installation whose Authentication-Results are believed.
create table trusted_relays (name {text} primary key) {keyed};
