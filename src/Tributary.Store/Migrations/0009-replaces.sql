-- The series whose single patches this one replaces (v5.1 10/12), by which it does not stand for the whole; derived.
alter table series add column replaces bigint;
