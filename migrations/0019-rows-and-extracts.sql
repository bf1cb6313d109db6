-- Rows of every return of a round at once, asked for with a reason by one person of the office and decided by another. The rows are never
-- kept: they are read again at each download, and each return they come from has a line in row_extracts that its authority reads.
create table round_extracts (
  id               uuid primary key default uuidv7(),
  round_id         uuid not null references rounds,
  sheet            text not null check (sheet <> ''),
  columns          jsonb not null,
  figure           text, -- only rows that are in this figure; null: all rows of the sheet
  with_identifiers boolean not null, -- what tells a child is given as it is, and not left out with a pseudonym in its place
  reason_sealed    bytea not null, -- under a key of the portal, as it is of many requests
  asked_by         uuid not null references people,
  asked_at         timestamptz not null default now(),
  decision         text check (decision in ('approved', 'refused')),
  decision_sealed  bytea, -- why it was refused
  decided_by       uuid references people,
  decided_at       timestamptz,
  until            date, -- the last day it may be downloaded
  ended_by         uuid references people, -- taken back before that day
  ended_at         timestamptz,
  check (decided_by <> asked_by),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check ((decision = 'approved') = (until is not null)),
  check ((ended_at is null) = (ended_by is null))
);
create index on round_extracts (round_id);
call keep_for_office('round_extracts');
grant select, insert on round_extracts to rollcall_app;
grant update (decision, decision_sealed, decided_by, decided_at, until, ended_by, ended_at) on round_extracts to rollcall_app;

-- What of a return was looked at: the rows that are in a figure or in one of its groups, or all of them; by itself, or with many.
alter table row_extracts add column figure text;
alter table row_extracts add column breakdown jsonb;
alter table row_extracts add column round_extract_id uuid;
alter table row_extracts add foreign key (round_extract_id) references round_extracts;
create index on row_extracts (round_extract_id);
