-- The words of names, kept by triggers; the words were split by the program, so only spaces part them here.
create virtual table series_words using fts5(
    words, content='series', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3', tokenize="ascii tokenchars '_'");
create trigger series_words_insert after insert on series begin
    insert into series_words (rowid, words) values (new.id, new.words);
end;
create trigger series_words_delete after delete on series begin
    insert into series_words (series_words, rowid, words) values ('delete', old.id, old.words);
end;
create trigger series_words_update after update of words on series when old.words <> new.words begin
    insert into series_words (series_words, rowid, words) values ('delete', old.id, old.words);
    insert into series_words (rowid, words) values (new.id, new.words);
end;

create virtual table people_words using fts5(
    words, content='people', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3', tokenize="ascii tokenchars '_'");
create trigger people_words_insert after insert on people begin
    insert into people_words (rowid, words) values (new.id, new.words);
end;
create trigger people_words_delete after delete on people begin
    insert into people_words (people_words, rowid, words) values ('delete', old.id, old.words);
end;
create trigger people_words_update after update of words on people when old.words <> new.words begin
    insert into people_words (people_words, rowid, words) values ('delete', old.id, old.words);
    insert into people_words (rowid, words) values (new.id, new.words);
end;

-- The words of messages. The row id is the document's number (WordDocument), which grows with the date, so that the newest come
-- first without sorting. The text is not kept: a document that was replaced stays behind and is passed over, since
-- word_documents does not name it.
create virtual table message_words using fts5(
    subject, sender, body, content='', columnsize=0, tokenize="ascii tokenchars '_'");
create table word_documents (message integer primary key, document bigint not null);
create table word_position (id integer primary key, message bigint not null);
insert into word_position (id, message) values (1, 0);

-- Messages whose bytes changed or went since they were read for their words.
create table stale_words (message integer primary key);
-- (An upsert that fires a trigger takes "or ignore" away from it.)
create trigger stale_words_update after update on messages when old.digest <> new.digest or old.sent_at <> new.sent_at begin
    insert into stale_words (message) select new.id where not exists (select 1 from stale_words where message = new.id);
end;
create trigger stale_words_delete after delete on messages begin
    insert into stale_words (message) select old.id where not exists (select 1 from stale_words where message = old.id);
end;
