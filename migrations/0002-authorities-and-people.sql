-- Any body with public functions. Its code is its key and never changes: for a local authority the DfE number.
create table authorities (
  id        uuid primary key default uuidv7(),
  code      text not null unique check (code <> ''),
  kind      text not null check (kind in
              ('local-authority', 'school', 'health-body', 'police-force', 'government-department')),
  name      text not null check (name <> ''),
  region    text,
  opened_on date,
  closed_on date check (closed_on >= opened_on)
);

-- What follows is public knowledge about authorities, so it is by code and kept from nobody.
create table authority_gss_codes (
  authority_code text not null references authorities (code),
  code           text not null,
  from_on        date,
  until_on       date check (until_on >= from_on),
  primary key (authority_code, code)
);

create table authority_aliases (
  authority_code text not null references authorities (code),
  alias          text not null,
  place          integer not null, -- the order they are told in
  primary key (authority_code, alias)
);

-- Mergers and splits: who took over from whom.
create table authority_successors (
  authority_code text not null references authorities (code),
  successor_code text not null references authorities (code),
  primary key (authority_code, successor_code),
  check (authority_code <> successor_code)
);

create table authority_populations (
  authority_code text not null references authorities (code),
  population     text not null,
  counted_on     date not null,
  value          bigint not null check (value >= 0),
  primary key (authority_code, population, counted_on)
);

create table people (
  id         uuid primary key default uuidv7(),
  name       text not null check (name <> ''),
  email      text not null check (email = lower(email) and email like '%_@_%'),
  created_at timestamptz not null default now(),
  unique (email)
);

-- A person as a sign-in service knows them. Never the e-mail address: addresses are given to other people.
create table identities (
  person_id uuid not null references people,
  issuer    text not null,
  tenant    text not null default '',
  subject   text not null,
  primary key (issuer, tenant, subject)
);

-- What a person may act as. One person may act for two authorities; the office's own people act for none.
create table memberships (
  id           uuid primary key default uuidv7(),
  person_id    uuid not null references people,
  authority_id uuid references authorities,
  role         text not null check (role in ('officer', 'signatory', 'analyst', 'approver')),
  invited_by   uuid references people,
  invited_at   timestamptz not null default now(),
  ended_by     uuid references people,
  ended_at     timestamptz,
  handed_to    uuid,
  unique (id, authority_id),
  unique (id, person_id),
  foreign key (handed_to, authority_id) references memberships (id, authority_id),
  check ((role in ('officer', 'signatory')) = (authority_id is not null)),
  check (handed_to is null or ended_at is not null)
);
create unique index memberships_once on memberships (person_id, authority_id, role) nulls not distinct
  where ended_at is null;
create index on memberships (authority_id);

-- A supplier's system, which acts as the membership it was registered under.
create table clients (
  id            uuid primary key default uuidv7(),
  membership_id uuid not null references memberships,
  authority_id  uuid references authorities,
  name          text not null check (name <> ''),
  public_jwk    jsonb not null,
  registered_by uuid references people,
  registered_at timestamptz not null default now(),
  removed_by    uuid references people,
  removed_at    timestamptz,
  foreign key (membership_id, authority_id) references memberships (id, authority_id)
);
create index on clients (authority_id);
create index on clients (membership_id);

call keep_apart('memberships');
call keep_apart('clients');
call keep_for_system('identities');

-- A person is seen by the office, by themselves and by those they share an authority with.
alter table people enable row level security;
alter table people force row level security;
create policy colleagues on people
  using (
    (select viewer_is_office())
    or id = (select viewer_person())
    or exists (select from memberships where memberships.person_id = people.id)
  )
  with check ((select viewer_role()) is not null);

grant select, insert on authorities to rollcall_app;
grant select, insert, delete on authority_gss_codes, authority_aliases, authority_successors, authority_populations to rollcall_app;
grant update (kind, name, region, opened_on, closed_on) on authorities to rollcall_app;
grant select, insert on people, memberships, clients to rollcall_app;
grant update (ended_by, ended_at, handed_to) on memberships to rollcall_app;
grant update (removed_by, removed_at) on clients to rollcall_app;
grant select, insert, delete on identities to rollcall_app;
