-- The series that wait to be given away anew, since their project's rules of delegation, or the accounts that these name, are others than when they came.
create table delegation_queue (series {id}, project bigint not null, asked bigint not null);
