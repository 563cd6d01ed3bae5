-- See 0004 and 0007.
delete from sqlite_stat1 where idx in ('patches_by_name', 'patches_by_check');
insert into sqlite_stat1 (tbl, idx, stat) values
    ('patches', 'patches_by_name', '1000000 1000000 2 1'),
    ('list_columns', 'list_columns', '1500 500 500 1');
analyze sqlite_schema;
