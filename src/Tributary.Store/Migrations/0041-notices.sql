-- Up to which event letters about changes of state and holds are written. One row: (1, events.id); none before the first server.
create table notice_position (id bigint not null primary key, event bigint not null);
