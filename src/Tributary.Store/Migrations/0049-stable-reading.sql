-- Up to which message the mails about stable branches were looked through, for each project.
create table stable_readings (
    project bigint primary key,
    message bigint not null
) {keyed};
