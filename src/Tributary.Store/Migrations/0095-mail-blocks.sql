-- Mails that came one after the other are packed together. block: the row of message_raws that holds the bytes, which is that of the first of them; block_start: where in it they begin.
-- Null: the message has a row of its own, as all had before.
alter table messages add column block bigint;
alter table messages add column block_start bigint;
