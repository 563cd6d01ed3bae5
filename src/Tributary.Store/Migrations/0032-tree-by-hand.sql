-- The tree that somebody said by hand; empty: none of ours; null: nobody said, and routing decides. Primary: a rebuild keeps it.
alter table series_ids add column tree {text};
