-- When somebody was invited to one membership, and the link that they were sent. Its hash is here, and only once it was made.
create table invitations (
  id            uuid primary key default uuidv7(),
  membership_id uuid not null references memberships,
  invited_by    uuid references people,
  made_at       timestamptz not null default now(),
  token_hash    bytea unique,
  expires_at    timestamptz,
  sent_at       timestamptz,
  accepted_at   timestamptz,
  check ((token_hash is null) = (expires_at is null)),
  check (sent_at is null or token_hash is not null)
);
create index on invitations (membership_id);

-- Somebody asked for a link and a code by e-mail. All of it is keyed marks: of the address, of where it was asked from, of the browser
-- that asked, of the link and of the code.
create table sign_in_attempts (
  id            uuid primary key default uuidv7(),
  person_id     uuid references people, -- null where nobody has the address, which whoever asks does not learn
  invitation_id uuid references invitations,
  address_mark  bytea not null,
  network_mark  bytea not null,
  browser_mark  bytea not null unique,
  link_mark     bytea not null unique,
  code_mark     bytea not null,
  asked_at      timestamptz not null default now(),
  expires_at    timestamptz not null,
  wrong_codes   integer not null default 0 check (wrong_codes >= 0),
  used_at       timestamptz
);
create index on sign_in_attempts (address_mark, asked_at);
create index on sign_in_attempts (network_mark, asked_at);

alter table identities add column linked_at timestamptz not null default now();
create index on identities (person_id);

call keep_for_system('invitations');
call keep_for_system('sign_in_attempts');

grant select, insert, delete on invitations, sign_in_attempts to rollcall_app;
grant update (token_hash, expires_at, sent_at, accepted_at) on invitations to rollcall_app;
grant update (wrong_codes, used_at) on sign_in_attempts to rollcall_app;
