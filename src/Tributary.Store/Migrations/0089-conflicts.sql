-- Of a series whose conflict on its way into a tree is open: patch, files, places, git's words, the commit since which it is so, and the worktree; as JSON.
alter table applications add column conflict {text};
