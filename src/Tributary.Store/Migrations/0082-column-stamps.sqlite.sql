-- A stamp for each block of packed columns, another one each time that it is written: who has read a block before need not read it again. It stands before the content, so
-- that it is read without it.
create table stamped_columns (list bigint not null, project bigint not null, block bigint not null, stamp bigint not null, content {blob} not null, primary key (list, project, block)) {keyed};
insert into stamped_columns (list, project, block, stamp, content) select list, project, block, 0, content from list_columns;
drop table list_columns;
alter table stamped_columns rename to list_columns;
