-- Counts are kept by three pairs of blocks in place of six axes (ListAxis): large blocks of numbers by large ones of dates, small blocks of
-- numbers by large ones of dates, small blocks of dates by small ones of numbers. Each side alone is a sum. For a submitter only the
-- first is kept: one row in place of two. The program makes these rows anew when it finds this mark (ListUpgrade).
delete from list_counts;
insert into ids (name, next) select 'lists-due', 1 from projects where exists (select 1 from patches) or exists (select 1 from events) or exists (select 1 from series) limit 1;
