-- Where the commit is that a series mends (Fixes:), as the trees at hand proved last: the commit and the trees of features that alone have it; the commit alone: where
-- fixes go. A sign for routing, found behind the mail; a rebuild keeps it, since it asks no trees.
alter table series_ids add column fixed_in {text};
