-- Who letters are from, as the last server that was told said: commands beside it write letters too. At most one row.
create table outbox_sender (id bigint not null primary key, name {text} not null, address {text} not null);
