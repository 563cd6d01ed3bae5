-- The packed columns are read whole by each question: PostgreSQL would compress them, and unpack them each time.
alter table list_columns alter column content set storage external;
