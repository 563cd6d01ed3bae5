-- See 0004, 0007 and 0018.
insert into sqlite_stat1 (tbl, idx, stat) select 'list_columns', 'list_columns', '1500 500 500 1' where not exists (select 1 from sqlite_stat1 where tbl = 'list_columns');
insert into sqlite_stat1 (tbl, idx, stat) values ('name_tokens', 'name_tokens', '40000 40000 1');
delete from sqlite_stat1 where tbl = 'name_words';
analyze sqlite_schema;
