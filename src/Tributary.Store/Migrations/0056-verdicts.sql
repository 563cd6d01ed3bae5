-- What the handbook's rules say of each series. As Patchwork's checks the results stand in the table checks, by the installation's own user; here is what the pages
-- show. All of it follows behind the mail (VerdictFollower), and a rebuild keeps it.

-- Up to which arrival the messages were looked at, by which rules it was judged last, and what signs the links by which people refuse mail about it.
create table verdict_position (id {id}, arrival bigint not null, rules {text} not null, secret {text} not null);
insert into verdict_position (id, arrival, rules, secret) values (1, 0, '', '');

-- The series that wait to be judged, and when that was asked: the newest go first.
create table verdict_queue (series {id}, asked bigint not null);

create table verdicts (
    series {id},                      -- the id of the ledger
    project bigint not null,
    mark {text} not null,             -- what was judged, and by which rules: an equal one need not be judged again
    at bigint not null,
    errors bigint not null, warnings bigint not null, advice bigint not null,
    encoding bigint not null, findings {blob} not null   -- JSON; encoding as that of message_raws
);

-- How often each rule fired: kept, not counted.
create table rule_counts (project bigint not null, rule {text} not null, series bigint not null, findings bigint not null, primary key (project, rule)) {keyed};

-- Who wants no mail about what rules found.
create table verdict_refusals (address {text} primary key, at bigint not null) {keyed};
