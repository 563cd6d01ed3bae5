-- People at work, what they decide, and what Patchwork's API shows.

-- An account. Everything can be read without one. (People in the table people are senders of mail.)
create table users (
    id {id},
    username {text} not null unique,
    first_name {text} not null,
    last_name {text} not null,
    email {text} not null unique,     -- lower case
    password {text},                  -- as PasswordHasher writes it; null: it cannot be used to sign in
    is_admin bigint not null,
    is_active bigint not null,
    created_at bigint not null,
    send_email bigint not null,
    items_per_page bigint not null,
    show_ids bigint not null
);

create table maintainers (project bigint not null, user_id bigint not null, primary key (project, user_id)) {keyed};
create index maintainers_user on maintainers (user_id);

create table tokens (
    id {id},
    user_id bigint not null,
    hash {blob} not null unique,      -- SHA-256 of the token, which is shown once
    label {text} not null,
    created_at bigint not null,
    used_at bigint                    -- to the day: a token in use is not written at each request
);
create index tokens_user on tokens (user_id);

-- What a project's maintainers may change of it through the API. What is not here is the profile's.
create table project_settings (project bigint not null, name {text} not null, value {text} not null, primary key (project, name)) {keyed};

-- Decided while that later version stood: it holds against it, until a still later one comes.
alter table series_ids add column decided_over bigint;
alter table series_ids add column archived bigint;

-- Where a patch deviates from its series. Null: as the series. An empty delegate: nobody.
create table patch_decisions (
    project bigint not null, message bigint not null,
    decided bigint, decided_over bigint, delegate {text}, archived bigint, commit_ref {text}, pull_url {text},
    primary key (project, message)
) {keyed};

-- Patches and pull requests as the API lists them; derived. The id is the message's arrival in the project: that of the API.
create table patches (
    id {id},
    project bigint not null,
    message bigint not null,
    series bigint not null,           -- the one that project_messages names
    name {text} not null,             -- with its prefix as Patchwork writes it: [v2,1/3] title
    sent_at bigint not null,
    submitter bigint not null,
    state bigint not null,
    delegate {text},
    archived bigint not null,
    hash {text},                      -- Patchwork's, lower-case hex
    commit_ref {text},
    pull_url {text},
    checks bigint not null default 0, -- CheckState: the worst of the newest by user and context
    words {text} not null             -- NameWords.Of(name)
);
create unique index patches_message on patches (message, project);
create index patches_series on patches (series, id);
create index patches_hash on patches (hash) where hash is not null;

-- Cover letters the same way.
create table covers (
    id {id},
    project bigint not null,
    message bigint not null,
    series bigint not null,
    name {text} not null,
    sent_at bigint not null,
    submitter bigint not null,
    words {text} not null
);
create unique index covers_message on covers (message, project);
create index covers_series on covers (series, id);

-- Arrival is the number of a message in the API: patch, cover letter or comment.
drop index project_messages_arrival;
create unique index project_messages_arrival on project_messages (arrival);
create index project_messages_target on project_messages (project, target, arrival) where target is not null;

-- The number that a message had in a project, for when it comes back.
create table left_messages (project bigint not null, message bigint not null, arrival bigint not null, primary key (project, message)) {keyed};

-- What a series says it depends on: message ids, taken from Depends-on: and its like; derived.
create table series_depends (series bigint not null, message_id {text} not null, primary key (series, message_id)) {keyed};
create index series_depends_message on series_depends (message_id);

-- Whether a reply was dealt with. No row: not said.
create table comment_marks (project bigint not null, message bigint not null, addressed bigint not null, primary key (project, message)) {keyed};

-- Patches that people say are related: those of one group.
create table patch_relations (patch bigint not null, relation bigint not null, primary key (patch)) {keyed};
create index patch_relations_relation on patch_relations (relation, patch);

create table checks (
    id {id},
    patch bigint not null,            -- patches.id
    user_id bigint not null,
    at bigint not null,
    state bigint not null,            -- CheckState
    target_url {text},
    context {text} not null,
    description {text}
);
create index checks_patch on checks (patch, id);

create table bundles (
    id {id},
    project bigint not null, owner bigint not null, name {text} not null, is_public bigint not null,
    unique (owner, name)
);
create table bundle_patches (bundle bigint not null, position bigint not null, patch bigint not null, primary key (bundle, position)) {keyed};
create index bundle_patches_patch on bundle_patches (patch);

-- Every change: when, who, through what, from what to what. Primary: a rebuild keeps it. Numbers are those of the API.
create table events (
    id {id},
    project bigint not null,
    at bigint not null,               -- when it happened here, not the mail's date
    category bigint not null,         -- EventCategory
    door bigint not null,             -- Door: mail, web, API, git, schedule, command line
    actor bigint,                     -- users.id
    series bigint, patch bigint, cover bigint, comment bigint, check_id bigint,
    before {text}, after {text}       -- slugs, usernames, relations
);
create index events_project on events (project, at, id);
create index events_category on events (project, category, at, id);
create index events_series on events (series, at, id) where series is not null;
create index events_patch on events (patch, at, id) where patch is not null;
create index events_cover on events (cover, at, id) where cover is not null;
create index events_comment on events (comment) where comment is not null;
