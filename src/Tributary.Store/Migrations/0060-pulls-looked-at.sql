-- When a pull request that came by mail is looked at again.
alter table pulls_checked add column seen {text} not null default '';    -- a digest of the trees' tips when it was looked at last
alter table pulls_checked add column is_open bigint not null default 1;  -- 0: it is pulled, or there is nothing to look at

create index series_pulls on series (sent_at) where pull_request = 1;
