-- What a version contributed when it was in the figures and no longer is. Figures that were kept are made from it still, so it stays for
-- ever, as they do; like every contribution it is tallies, and nothing of one child.
create table past_contributions (
  submission_id   uuid primary key,
  data_request_id uuid not null,
  authority_id    uuid not null,
  round_id        uuid not null references rounds,
  body            json not null,
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id)
);
create index on past_contributions (data_request_id);
create index on past_contributions (authority_id);
create index on past_contributions (round_id);
call keep_apart('past_contributions');
grant select, insert on past_contributions to rollcall_app;

-- The versions that figures which were kept are made from.
create table snapshot_returns (
  snapshot_id   uuid not null references national_figures,
  submission_id uuid not null references submissions,
  primary key (snapshot_id, submission_id)
);
create index on snapshot_returns (submission_id);
call keep_for_office('snapshot_returns');
grant select, insert on snapshot_returns to rollcall_app;

-- Of figures kept before this, those returns that are in the figures still.
set local rollcall.role = 'system';
insert into snapshot_returns
select national_figures.id, contributions.submission_id
from national_figures
cross join lateral json_to_recordset(provenance -> 'submissions') as source (authority text, sha256 text)
join authorities on authorities.code = source.authority
join contributions on contributions.round_id = national_figures.round_id
  and contributions.authority_id = authorities.id and contributions.sha256 = source.sha256
where label is not null;
