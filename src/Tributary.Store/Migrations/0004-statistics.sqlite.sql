-- What SQLite's planner is told of the tables, as they are in an archive of a million patches. It takes an index on (project, …) for
-- one that tells ten rows apart, and reads the whole project: there is one project, or a few. A list is: rows, then how many of
-- them share the first column, the first two, and so on. PostgreSQL finds out by itself.
analyze;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('people', 'sqlite_autoindex_people_1', '20000 1'),
    ('messages', 'sqlite_autoindex_messages_1', '2000000 1'),
    ('messages', 'messages_person', '2000000 100 1 1'),
    ('message_copies', 'message_copies', '200000 1 1'),
    ('message_sources', 'message_sources', '2000000 1 1 1'),
    ('project_messages', 'project_messages', '2000000 2000000 1'),
    ('project_messages', 'project_messages_arrival', '2000000 2000000 1'),
    ('project_messages', 'project_messages_parent', '2000000 2000000 2'),
    ('project_messages', 'project_messages_series', '2000000 2000000 9'),
    ('project_messages', 'project_messages_ignored', '20000 20000 1'),
    ('cluster_keys', 'cluster_keys', '10000000 10000000 4 1'),
    ('series_ids', 'series_ids_anchor', '250000 250000 1'),
    ('series', 'series_by_activity', '250000 250000 2 1'),
    ('series', 'series_by_state', '250000 250000 25000 1 1'),
    ('series', 'series_by_tree', '250000 250000 25000 1 1'),
    ('series', 'series_by_state_and_tree', '250000 250000 25000 5000 1 1'),
    ('series', 'series_by_submitter', '250000 250000 50 1 1 1 1'),
    ('series', 'series_by_delegate', '50000 50000 5000 1 1 1 1'),
    ('series', 'series_by_head', '250000 250000 1'),
    ('series_patches', 'series_patches', '1000000 4 1'),
    ('series_patches', 'series_patches_message', '1000000 1'),
    ('patch_tags', 'patch_tags', '2000000 8 2 1'),
    ('series_links', 'series_links', '200000 2 1'),
    ('series_links', 'series_links_earlier', '200000 2'),
    ('series_counts', 'series_counts', '100 100 8 1'),
    ('word_documents', null, '2000000');
analyze sqlite_schema;
