-- For pages in the order of names of what other filters leave: names that part all patches into 256 parts of about the same size (NameMarks), the first of which begins with
-- nothing, and for blocks of 8,192 numbers the part of each patch, a byte each. The program makes them when a patch comes that has twice the number (upto) of the
-- highest one at the time before, and so where there are none;
-- at the opening of a database when it finds this mark (ListUpgrade).
create table name_marks (place bigint not null primary key, name {text} not null, upto bigint not null) {keyed};
create table name_places (block bigint not null primary key, content {blob} not null) {keyed};
insert into ids (name, next) select 'names-due', 1 where exists (select 1 from patches);
