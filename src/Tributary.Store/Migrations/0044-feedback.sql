-- The feedback clock (SUB-6).

-- When somebody decided on the state. Primary: a rebuild keeps it. Null: nobody decided, or before this was kept.
alter table series_ids add column decided_at bigint;

-- Derived: who owes the next move (Owing), since when and until when; the first answer by a maintainer and the decision, with how long they took in
-- hundredths of a business day.
alter table series add column owes bigint not null default 0;
alter table series add column owed_since bigint;
alter table series add column due_at bigint;
alter table series add column answered_at bigint;
alter table series add column answer_span bigint;
alter table series add column clock_decided_at bigint;
alter table series add column decision_span bigint;
create index series_by_owes on series (project, owes, active_at, id, state, tree);
-- The oldest promise first.
create index series_by_promise on series (project, due_at, id, state, tree, delegate) where due_at is not null;

-- Kept counts of how long answers (measure 0) and decisions (1) took: by the week in which series came (Mondays, UTC, from 1970-01-05 on), by tree and delegate (empty: none),
-- and by bucket (FeedbackBuckets).
create table feedback_counts (
    project bigint not null, week bigint not null, measure bigint not null, tree {text} not null, delegate {text} not null, bucket bigint not null, total bigint not null,
    primary key (project, week, measure, tree, delegate, bucket)
) {keyed};
