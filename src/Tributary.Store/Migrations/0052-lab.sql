-- Runs of the selftests in a machine. Primary: a rebuild keeps it.
create table lab_runs (
    id {id},
    project bigint,                   -- of the series
    series bigint,                    -- series_ids.id; null: a tree's own run, the base of others
    tree {text} not null,
    commit_id {text} not null,        -- the commit that was tested, or on which the series was
    suites {text} not null,
    kernel {text} not null,           -- debian:6.1, or as it was named
    state bigint not null,            -- LabRunState
    worker {text},                    -- who has it
    attempts bigint not null default 0,
    asked_at bigint not null,
    started_at bigint,
    ended_at bigint,
    tests bigint not null default 0,  -- while it runs: tests so far
    finish {text} not null default '',-- how it ended, a word
    says {text} not null default '',
    summary {text} not null default '',
    facts {text} not null default '', -- on what it ran, as JSON
    base bigint,                      -- lab_runs.id of the run that it is held against
    worse bigint,                     -- 1: the series makes something worse
    report {blob}                     -- the results, packed JSON; null before the end
);
create index lab_runs_series on lab_runs (series, id);
create index lab_runs_state on lab_runs (state, id);
create index lab_runs_tree on lab_runs (tree, suites, kernel, id);

-- The ledger of a tree's tests: those that failed in its own runs. (A test that is not here passed, or was not run.)
create table lab_failures (tree {text} not null, test {text} not null, run bigint not null, primary key (tree, test, run)) {keyed};
create index lab_failures_run on lab_failures (run);

-- Tests that are known to fail, until a day or until a commit is in the tree.
create table lab_known (
    id {id},
    tree {text} not null,
    test {text} not null,
    reason {text} not null,
    until_at bigint,
    until_commit {text},
    added_at bigint not null
);
create index lab_known_tree on lab_known (tree, test);
