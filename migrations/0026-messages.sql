-- E-mail to people. A message is a row before anything is sent: one for each person and step, so that nobody is written to twice.

set local rollcall.role = 'system';

-- What a notice is about, where its kind is about one thing: a version, a data query, an extension, a question.
alter table notices add column about_id uuid;

create table messages (
  id              uuid primary key default uuidv7(),
  kind            text not null check (kind <> ''),
  step            text not null check (step <> ''), -- which of its kind: a notice, a reminder's step and due date, the day of a digest
  person_id       uuid not null references people,
  written_as      text not null check (written_as in ('officer', 'signatory', 'cover', 'analyst', 'approver')),
  covers_for      uuid references people, -- whom a cover stands in for
  authority_id    uuid references authorities, -- null: somebody of the office
  round_id        uuid references rounds,
  data_request_id uuid,
  about_id        uuid,
  resends         uuid references messages,
  asked_by        uuid references people, -- who had it sent again
  made_at         timestamptz not null default now(),
  send_after      timestamptz not null,
  state           text not null default 'waiting' check (state in
    ('waiting', 'sending', 'sent', 'delivered', 'came back', 'complained about', 'not needed', 'given up', 'unclear')),
  attempts        integer not null default 0,
  begun_at        timestamptz, -- when it was last begun to be handed over
  -- As it was last written: to which address, in which words. Links that are secrets are left out.
  address         text,
  subject         text,
  body            text,
  wording_version integer,
  provider        text, -- who took it, or was being handed it
  provider_id     text,
  sent_at         timestamptz,
  settled_at      timestamptz, -- when its state became what it is, if that was after it was sent, or instead
  settled_by      uuid references people,
  why             text, -- why it was not needed, not sent, or came back
  unique (person_id, kind, step),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (data_request_id, round_id) references data_requests (id, round_id),
  check ((written_as = 'cover') = (covers_for is not null)),
  check ((resends is null) = (asked_by is null)),
  check (state not in ('sending', 'sent', 'delivered', 'came back', 'complained about', 'unclear') or (begun_at is not null and address is not null))
);
create index messages_waiting on messages (send_after, id) where state = 'waiting';
create index messages_sending on messages (begun_at) where state in ('sending', 'unclear');
create index messages_begun on messages (begun_at);
create index on messages (round_id, id);
create index on messages (authority_id, id);
create index on messages (data_request_id);
create index on messages (resends);
create index on messages (provider_id) where provider_id is not null;
call keep_for_office('messages');

grant select, insert on messages to rollcall_app;
grant update (send_after, state, attempts, begun_at, address, subject, body, wording_version, provider, provider_id, sent_at,
  settled_at, settled_by, why) on messages to rollcall_app;

-- An address that cannot be written to. It holds for as long as the person has that address and nobody says that it works again.
create table broken_addresses (
  id         uuid primary key default uuidv7(),
  person_id  uuid not null references people,
  address    text not null check (address <> ''),
  message_id uuid references messages,
  fault      text not null check (fault in ('came back', 'complained about')),
  said       text, -- what the provider said of it, in its code
  found_at   timestamptz not null,
  cleared_at timestamptz,
  cleared_by uuid references people,
  check ((cleared_at is null) = (cleared_by is null))
);
create unique index broken_once on broken_addresses (person_id, address) where cleared_at is null;
create index on broken_addresses (message_id);
call keep_for_office('broken_addresses');
grant select, insert on broken_addresses to rollcall_app;
grant update (cleared_at, cleared_by) on broken_addresses to rollcall_app;

-- While one is open nothing is sent: of a round, or of all. Codes to sign in are no part of it.
create table message_pauses (
  id         uuid primary key default uuidv7(),
  round_id   uuid references rounds, -- null: all messages
  reason     text not null check (reason <> ''),
  paused_by  uuid not null references people,
  paused_at  timestamptz not null,
  resumed_by uuid references people,
  resumed_at timestamptz,
  check ((resumed_by is null) = (resumed_at is null))
);
create unique index paused_once on message_pauses (round_id) nulls not distinct where resumed_at is null;
call keep_for_office('message_pauses');
grant select, insert on message_pauses to rollcall_app;
grant update (resumed_by, resumed_at) on message_pauses to rollcall_app;

-- Somebody stands in for a colleague while they are away: what is written to the one goes to the other too.
create table covers (
  id            uuid primary key default uuidv7(),
  authority_id  uuid references authorities, -- null: of the office
  membership_id uuid not null references memberships, -- who is away
  cover_id      uuid not null references memberships, -- who stands in
  from_on       date not null,
  until_on      date not null,
  named_by      uuid not null references people,
  named_at      timestamptz not null,
  ended_by      uuid references people,
  ended_at      timestamptz,
  check (from_on <= until_on),
  check ((ended_by is null) = (ended_at is null))
);
create index on covers (membership_id);
create index on covers (cover_id);
create index on covers (authority_id);
call keep_apart('covers');
grant select, insert on covers to rollcall_app;
grant update (ended_by, ended_at) on covers to rollcall_app;
