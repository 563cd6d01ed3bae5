-- Where people reach the site, without a last slash, as the last server that was told said: letters that commands write link to it. Empty: nobody said.
alter table outbox_sender add column site {text} not null default '';
