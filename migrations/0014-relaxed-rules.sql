set local rollcall.role = 'system';

-- A rule of a round turned off, or made a query where it was an error, for one authority or for all; or that taken back again (withdraws).
-- Each is proposed by one person and decided by another. The collection stays as it was issued: what is in force is laid over it.
create table relaxations (
  id              uuid primary key default uuidv7(),
  round_id        uuid not null references rounds,
  data_request_id uuid, -- of the authority it is for; null: for all
  rule            text not null check (rule <> ''),
  effect          text not null check (effect in ('off', 'query')),
  withdraws       uuid references relaxations,
  reason          text check (reason <> ''), -- for all, in the office's own words, as published answers are
  reason_sealed   bytea, -- for one, under the key of its request's words
  proposed_by     uuid not null references people,
  proposed_at     timestamptz not null default now(),
  decision        text check (decision in ('approved', 'refused')),
  decided_by      uuid references people,
  decided_at      timestamptz,
  refusal         text,
  refusal_sealed  bytea,
  withdrawn_at    timestamptz,
  foreign key (data_request_id, round_id) references data_requests (id, round_id),
  check (num_nonnulls(reason, reason_sealed) = 1 and (reason is null) = (data_request_id is not null)),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  check (withdrawn_at is null or decision = 'approved')
);
create unique index relaxed_once on relaxations (round_id, rule, data_request_id) nulls not distinct
  where withdraws is null and withdrawn_at is null and decision is distinct from 'refused';
create unique index withdrawn_once on relaxations (withdraws) where decision is distinct from 'refused';
create index on relaxations (data_request_id);

-- An authority is told of what was approved for it or for all, and never of what was only proposed.
alter table relaxations enable row level security;
alter table relaxations force row level security;
create policy those_told on relaxations
  using (
    (select viewer_is_office())
    or (decision = 'approved' and case
      when data_request_id is null then exists (select from rounds where rounds.id = relaxations.round_id)
      else exists (select from data_requests where data_requests.id = relaxations.data_request_id)
    end)
  )
  with check ((select viewer_is_office()));

grant select, insert on relaxations to rollcall_app;
grant update (decision, decided_by, decided_at, refusal, refusal_sealed, withdrawn_at) on relaxations to rollcall_app;

-- Which rules were relaxed when it was last worked out what a version comes to, and how many findings each has lost by it. Once a version
-- is signed this stays as it is.
alter table submissions add column relaxed jsonb; -- null: none
grant update (relaxed) on submissions to rollcall_app;

-- Of the queries of a rule, those that nobody has explained. Of versions where some were explained before this was counted, all are taken
-- to be open until it is next worked out what they come to.
alter table finding_counts add column open_findings integer not null default 0 check (open_findings between 0 and findings);
update finding_counts set open_findings = findings
from submissions
where submissions.id = finding_counts.submission_id and severity = 'query' and open_query_count > 0;
grant update (open_findings) on finding_counts to rollcall_app;
