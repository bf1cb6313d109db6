-- Collections and tables of authorities as they were when a round was opened, kept by hash, so that a round can be run again for ever.
create table frozen_sources (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('collection', 'authorities')),
  body jsonb not null
);
create trigger frozen_sources_never_change before update or delete on frozen_sources
  for each statement execute function refuse_change();

create table rounds (
  id                 uuid primary key default uuidv7(),
  title              text not null check (title <> ''),
  collection_id      text not null,
  collection_version integer not null,
  collection_hash    text not null references frozen_sources,
  authorities_hash   text not null references frozen_sources,
  reference_on       date not null,
  last_round_id      uuid references rounds, -- the round before, to compare with
  state              text not null default 'draft' check (state in ('draft', 'open', 'closed', 'archived')),
  issue_on           date not null check (issue_on >= reference_on),
  due_on             date not null check (due_on >= issue_on),
  closes_on          date not null check (closes_on >= due_on), -- not shown to officers
  publish_on         date check (publish_on >= closes_on),
  contact            text not null check (contact <> ''), -- where an authority asks
  revision           integer not null default 1,
  opened_by          uuid not null references people,
  opened_at          timestamptz not null default now(),
  changed_by         uuid not null references people,
  approved_by        uuid references people,
  approved_at        timestamptz,
  issued_by          uuid references people,
  issued_at          timestamptz,
  closed_by          uuid references people,
  closed_at          timestamptz,
  -- Four eyes: nobody approves what they opened or last changed.
  check (approved_by is null or (approved_by <> opened_by and approved_by <> changed_by)),
  check ((approved_by is null) = (approved_at is null)),
  check (issued_at is null or approved_at is not null),
  check ((state = 'draft') = (issued_at is null)),
  check (state in ('draft', 'open') or closed_at is not null)
);

-- Who is to be asked, chosen when the round is opened.
create table round_authorities (
  round_id     uuid not null references rounds,
  authority_id uuid not null references authorities,
  primary key (round_id, authority_id)
);

-- One formal request to one authority in one round.
create table data_requests (
  id                     uuid primary key default uuidv7(),
  round_id               uuid not null references rounds,
  authority_id           uuid not null references authorities,
  state                  text not null default 'not-started' check (state in (
                           'not-started', 'in-progress', 'needs-answers', 'awaiting-sign-off', 'signed', 'queried',
                           'accepted', 'excluded', 'no-return')),
  due_on                 date not null, -- the round's, until an extension moves it
  current_submission_id  uuid,
  accepted_submission_id uuid, -- the one that counts in the figures
  revision               integer not null default 1,
  issued_at              timestamptz not null default now(),
  unique (round_id, authority_id),
  unique (id, authority_id),
  unique (id, round_id),
  check (state <> 'accepted' or accepted_submission_id is not null),
  check (state not in ('excluded', 'no-return') or accepted_submission_id is null)
);
create index on data_requests (authority_id);

call keep_apart('round_authorities');
call keep_apart('data_requests');

-- A round is seen by those who were asked in it.
alter table rounds enable row level security;
alter table rounds force row level security;
create policy those_asked on rounds
  using (
    (select viewer_is_office())
    or exists (select from data_requests where data_requests.round_id = rounds.id)
  )
  with check ((select viewer_is_office()));

grant select, insert on frozen_sources to rollcall_app;
grant select, insert on rounds, data_requests to rollcall_app;
grant update (title, reference_on, issue_on, due_on, closes_on, publish_on, contact, last_round_id, revision, changed_by) on rounds to rollcall_app;
grant update (state, approved_by, approved_at, issued_by, issued_at, closed_by, closed_at) on rounds to rollcall_app;
grant update (state, due_on, current_submission_id, accepted_submission_id, revision) on data_requests to rollcall_app;
grant select, insert, delete on round_authorities to rollcall_app;
