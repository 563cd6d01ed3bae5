-- What a source was found to hold while it is read again from its start, since the place up to which it was read is gone. When it is read to its end, the
-- bytes that are not here are no longer its own.
create table source_seen (source bigint not null, message bigint not null, digest {blob} not null, primary key (source, message, digest)) {keyed};
