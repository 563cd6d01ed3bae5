-- The tree that a pull request which came by mail wants pulled, for the page of the trees' status. Derived; null where nobody can tell.
alter table pulls_checked add column tree {text};
create index pulls_checked_tree on pulls_checked (tree) where tree is not null;
