-- The words of names; they were split by the program, so the text is a tsvector as it stands.
create index series_words on series using gin ((words::tsvector));
create index people_words on people using gin ((words::tsvector));

-- The words of messages, under the document's number (WordDocument), which grows with the date.
create table message_words (document bigint primary key, words tsvector not null);
create index message_words_words on message_words using gin (words);
create table word_documents (message bigint primary key, document bigint not null);
create table word_position (id bigint primary key, message bigint not null);
insert into word_position (id, message) values (1, 0);

-- Messages whose bytes changed or went since they were read for their words.
create table stale_words (message bigint primary key);
create function note_stale_words() returns trigger language plpgsql as $$
begin
    insert into stale_words (message) values (old.id) on conflict do nothing;
    return null;
end $$;
create trigger stale_words_update after update on messages for each row
    when (old.digest <> new.digest or old.sent_at <> new.sent_at) execute function note_stale_words();
create trigger stale_words_delete after delete on messages for each row execute function note_stale_words();
