-- Who did what. Rows are added and never touched again. Each carries the hash of the one before it, in the whole and in its authority's own chain.
create table audit_events (
  seq                     bigint primary key,
  at                      timestamptz not null,
  authority_id            uuid references authorities,
  person_id               uuid references people, -- null when the system acted
  client_id               uuid references clients,
  type                    text not null check (type <> ''),
  details                 jsonb not null,
  previous_hash           bytea not null,
  hash                    bytea not null,
  authority_seq           bigint,
  authority_previous_hash bytea,
  authority_hash          bytea,
  unique (authority_id, authority_seq),
  check ((authority_id is null) = (authority_seq is null)),
  check ((authority_id is null) = (authority_previous_hash is null)),
  check ((authority_id is null) = (authority_hash is null))
);
create index on audit_events ((details ->> 'dataRequestId'));
create trigger audit_events_only_grow before update or delete on audit_events
  for each row execute function refuse_change();
create trigger audit_events_are_not_emptied before truncate on audit_events
  for each statement execute function refuse_change();

-- The end of each chain: 'all', or an authority's id. Held while an event is added, so that no two follow the same one.
create table audit_heads (
  chain text primary key,
  seq   bigint not null,
  hash  bytea not null
);

alter table audit_events enable row level security;
alter table audit_events force row level security;
create policy own_authority on audit_events
  using ((select viewer_is_office()) or authority_id = (select viewer_authority()))
  with check ((select viewer_is_office()) or authority_id is null or authority_id = (select viewer_authority()));

-- How much an authority does is its own affair too. The end of the whole is held by whoever adds to it.
alter table audit_heads enable row level security;
alter table audit_heads force row level security;
create policy own_chain on audit_heads
  using (
    (select viewer_is_office())
    or (chain = 'all' and (select viewer_role()) is not null)
    or chain = (select viewer_authority())::text
  )
  with check (
    (select viewer_is_office())
    or (chain = 'all' and (select viewer_role()) is not null)
    or chain = (select viewer_authority())::text
  );

-- Work asked for in the same transaction as the change that needs it. A row stays until the work is done, so that it can be found again.
create table outbox (
  id         bigint generated always as identity primary key,
  job        text not null,
  input      jsonb not null,
  once       text, -- what the work is about, where one waiting job is enough for any number of askers
  created_at timestamptz not null default now(),
  taken_at   timestamptz, -- a relay is passing it on; after a while another may
  relayed_at timestamptz, -- BullMQ has it
  begun_at   timestamptz, -- a worker has begun, so what changes from now on needs another row
  done_at    timestamptz,
  failed_at  timestamptz, -- given up
  check (done_at is null or failed_at is null)
);
-- At most one job waits for each thing; those who ask meanwhile lean on it.
create unique index outbox_waits_once on outbox (job, once) where once is not null and begun_at is null;
create index outbox_to_relay on outbox (id) where relayed_at is null;
create index outbox_unfinished on outbox (relayed_at) where done_at is null and failed_at is null;

create function tell_of_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('rollcall_outbox', '');
  return null;
end
$$;
create trigger outbox_told after insert on outbox for each statement execute function tell_of_outbox();

-- The answer a request was given, to be given again to the same request.
create table idempotency_keys (
  holder       text not null, -- the person or client who asked
  key          text not null,
  request_hash text not null,
  status       integer,
  headers      jsonb,
  body         text,
  done_in      xid8, -- the transaction that did it; once that is committed, it is done whether or not anybody was told
  created_at   timestamptz not null default now(),
  primary key (holder, key)
);

create table sessions (
  id            uuid primary key default uuidv7(),
  token_hash    bytea not null unique,
  person_id     uuid not null references people,
  membership_id uuid not null,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  ends_at       timestamptz not null,
  ended_at      timestamptz,
  foreign key (membership_id, person_id) references memberships (id, person_id)
);
create index on sessions (person_id);

-- A link that signs a person in once. Only its hash is here.
create table sign_in_links (
  id            uuid primary key default uuidv7(),
  token_hash    bytea not null unique,
  membership_id uuid not null references memberships,
  made_at       timestamptz not null default now(),
  expires_at    timestamptz not null,
  used_at       timestamptz
);

call keep_for_system('idempotency_keys');
call keep_for_system('sessions');
call keep_for_system('sign_in_links');

grant select, insert on audit_events to rollcall_app;
grant select, insert, update on audit_heads to rollcall_app;
grant select, insert, update, delete on outbox, idempotency_keys to rollcall_app;
grant select, insert, delete on sessions, sign_in_links to rollcall_app;
grant update (last_seen_at, ended_at) on sessions to rollcall_app;
grant update (used_at) on sign_in_links to rollcall_app;
