-- What SQLite's planner is told of the indexes of 0044; see 0004.
insert into sqlite_stat1 (tbl, idx, stat) values
    ('series', 'series_by_owes', '250000 250000 60000 1 1 1 1'),
    ('series', 'series_by_promise', '100000 100000 1 1 1 1 1'),
    ('feedback_counts', 'feedback_counts', '100000 100000 200 100 20 6 1');
analyze sqlite_schema;
