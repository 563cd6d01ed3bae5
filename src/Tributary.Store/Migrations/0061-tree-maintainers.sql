-- Whom MAINTAINERS names for a project's list, as mainline had it when it was read last: whose answers are those of a maintainer (SUB-6).
create table tree_maintainers (
    project bigint not null,
    address {text} not null,          -- lower case
    section {text} not null,          -- the first section that names it
    primary key (project, address)
) {keyed};
