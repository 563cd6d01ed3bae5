-- The tokens of patches' names with those patches that bear a rare one: a search by a part of names looks through all tokens, and had to fetch the patches of each that
-- it found one by one (name_words, and the rows of name_postings under the block -1).
create table name_tokens (project bigint not null, word bigint not null, token {text} not null, content {blob} not null, primary key (project, word)) {keyed};
insert into name_tokens (project, word, token, content)
select p.project, p.word, w.word, p.content from name_postings p join name_words w on w.id = p.word where p.block = -1;
delete from name_postings where block = -1;
drop table name_words;
