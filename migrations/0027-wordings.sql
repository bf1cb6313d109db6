-- The words of messages and letters as the office has changed them. Version 0 of each is what Rollcall ships, and has no row.
create table wordings (
  id         uuid primary key default uuidv7(),
  kind       text not null check (kind <> ''),
  version    integer not null check (version > 0),
  subject    text not null check (subject <> ''),
  body       text not null check (body <> ''),
  link       text not null, -- of a letter, empty
  states_law boolean not null,
  why        text not null check (why <> ''),
  made_by    uuid references people, -- null: as they are shipped, kept when a lawyer had checked them
  made_at    timestamptz not null,
  decision   text check (decision in ('in force', 'refused')), -- null: an approver has to decide
  decided_by uuid references people,
  decided_at timestamptz,
  refusal    text check (refusal <> ''),
  lawyer     text check (lawyer <> ''), -- who checked what they say of the law
  checked_on date,
  unique (kind, version),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  check ((decision is not distinct from 'refused') = (refusal is not null)),
  check ((lawyer is null) = (checked_on is null)),
  -- What states the law holds only once a lawyer has checked it, as somebody says who did not write it.
  check (decision is distinct from 'in force' or not states_law or (lawyer is not null and decided_by is distinct from made_by))
);
create unique index wordings_waiting on wordings (kind) where decision is null;

-- Whoever is written to may read the words in force; what was only proposed is for the office.
alter table wordings enable row level security;
alter table wordings force row level security;
create policy those_in_force on wordings
  using ((select viewer_is_office()) or decision = 'in force')
  with check ((select viewer_is_office()));

grant select, insert on wordings to rollcall_app;
grant update (decision, decided_by, decided_at, refusal, lawyer, checked_on) on wordings to rollcall_app;
