-- What a search by parts of names (?q=) reads: the tokens of patches' names (what stands between spaces and commas, in lower case), each under a
-- number made of its text, and for each block of 8,192 patches which of them bear it (NamePosting). A part that is asked for holds
-- neither space nor comma, so it lies inside of one token.
create table name_words (id {id}, word {text} not null);
create table name_postings (project bigint not null, word bigint not null, block bigint not null, content {blob} not null, primary key (project, word, block)) {keyed};
