-- For questions that no index answers (a search by names in the order of dates, a delegate and a submitter, names of series and cover
-- letters): what a list filters and orders by, packed for blocks of neighbouring numbers (ColumnBlock). Reading all of them takes some
-- thousandths of a second for a million patches. The program fills them when it finds the mark (ListUpgrade).
create table list_columns (list bigint not null, project bigint not null, block bigint not null, content {blob} not null, primary key (list, project, block)) {keyed};
insert into ids (name, next) select 'lists-due', 1 from projects
where not exists (select 1 from ids where name = 'lists-due') and (exists (select 1 from patches) or exists (select 1 from events) or exists (select 1 from series)) limit 1;

-- The order by checks is read from there; the order by name needs its index, but not for filters.
drop index patches_by_check;
drop index patches_by_name;
create index patches_by_name on patches (project, name, id);
