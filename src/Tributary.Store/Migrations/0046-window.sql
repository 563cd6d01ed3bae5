-- The merge window (TREE-7).

-- Mainline's releases and candidates, as last read from its repository: a node without one knows them too.
create table kernel_tags (family {text} not null, name {text} not null, at bigint not null, primary key (family, name)) {keyed};

-- Series that were put on hold for a window. Primary: a rebuild keeps it.
create table window_holds (
    project bigint not null, series bigint not null,
    release {text} not null,          -- whose window: v6.13
    reason {text} not null,           -- what was written as the reason of the hold
    at bigint not null,
    freed_at bigint,                  -- when the window had closed
    primary key (project, series, release)
) {keyed};
