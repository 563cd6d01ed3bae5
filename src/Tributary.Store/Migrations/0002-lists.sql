-- What the lists of the queue need beside 0001: the words of names, and indexes for each way into a list.

-- NameWords.Of(name), and for people of name and address: lower case, parted by spaces, each word from each of its underscores on
-- (bpf_map_area is bpf_map_area map_area area), so that any part of a name that a person types begins a word.
alter table series add column words {text} not null default '';
alter table people add column words {text} not null default '';

-- State and tree stand in the index so that a second filter is tested without reading the row.
drop index series_by_submitter;
create index series_by_submitter on series (project, submitter, active_at, id, state, tree);
create index series_by_delegate on series (project, delegate, active_at, id, state, tree) where delegate is not null;

-- What no series took, for those who ask why.
create index project_messages_ignored on project_messages (project, message) where target is null;
