-- See 0082. Here the content stands apart from its row, so that the stamp may stand behind it.
alter table list_columns add column stamp bigint not null default 0;
