-- What the API's lists need to be as quick with a million rows as with ten thousand: kept counts, and an index for each way into a list.

-- How many rows of a list stand under a facet (ListFacet: the list, and values of state, delegate, submitter, archive packed in one number),
-- by blocks of neighbouring numbers or dates (ListAxis). A page is found by summing blocks, and then read inside one.
create table list_counts (
    facet bigint not null, project bigint not null, axis bigint not null, block bigint not null, part bigint not null, total bigint not null,
    primary key (facet, project, axis, block, part)
) {keyed};

-- Each index holds all that lists filter by, so that rows are passed over without being read.
create index patches_by_id on patches (project, id, state, archived, submitter, sent_at, delegate);
create index patches_by_date on patches (project, sent_at, id, state, archived, submitter, delegate);
create index patches_by_state on patches (project, state, id, archived, submitter, sent_at, delegate);
create index patches_by_state_and_date on patches (project, state, sent_at, id, archived, submitter, delegate);
create index patches_by_delegate on patches (project, delegate, id, state, archived, submitter, sent_at) where delegate is not null;
create index patches_by_delegate_and_date on patches (project, delegate, sent_at, id, state, archived, submitter) where delegate is not null;
create index patches_by_submitter on patches (project, submitter, id, state, archived, sent_at, delegate);
create index patches_by_submitter_and_date on patches (project, submitter, sent_at, id, state, archived, delegate);
create index patches_by_name on patches (project, name, id, state, archived, submitter, sent_at, delegate);
create index patches_by_check on patches (project, checks, id, state, archived, submitter, sent_at, delegate);

create index covers_by_id on covers (project, id, submitter, sent_at);
create index covers_by_date on covers (project, sent_at, id, submitter);
create index covers_by_submitter on covers (project, submitter, id, sent_at);
create index covers_by_submitter_and_date on covers (project, submitter, sent_at, id);
create index covers_by_name on covers (project, name, id, submitter, sent_at);

create index series_by_id on series (project, id, submitter, sent_at);
create index series_by_date on series (project, sent_at, id, submitter);
create index series_by_submitter_and_id on series (project, submitter, id, sent_at);
create index series_by_submitter_and_date on series (project, submitter, sent_at, id);
create index series_by_name on series (project, name, id, submitter, sent_at);

create index events_by_id on events (project, id, category);
create index events_by_category on events (project, category, id);
create index events_by_actor on events (actor, id, project, category) where actor is not null;
