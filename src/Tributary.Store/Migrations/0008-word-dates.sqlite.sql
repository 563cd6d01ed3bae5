-- The document's number begins with the date: by this the archive's search finds what was sent between two days, where no word is asked for. (PostgreSQL
-- keeps the words themselves under that number.) The follower keeps it, so an import does not wait for it.
create index word_documents_document on word_documents (document);
