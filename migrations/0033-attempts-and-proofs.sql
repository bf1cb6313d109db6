-- Each attempt to hand a message over, and what an e-mail alone carries, without which no report of it is believed.

set local rollcall.role = 'system';

alter table messages
  add column proof_hash bytea, -- of the proof that its e-mail carries; null: it was last begun before e-mails carried any
  add column unproven_reports integer not null default 0; -- how often somebody told of it without that proof
grant update (proof_hash, unproven_reports) on messages to rollcall_app;
create index messages_unproven on messages (id) where unproven_reports > 0;

create table message_attempts (
  message_id uuid not null references messages,
  number     integer not null,
  begun_at   timestamptz not null,
  provider   text, -- who was being handed it; null: it could not be written
  became     text check (became in
    ('taken', 'away', 'not now', 'refused', 'no such address', 'not known', 'not taken', 'not written')),
  became_at  timestamptz,
  said       text, -- what they said, in a code: never an address
  primary key (message_id, number),
  check ((became is null) = (became_at is null))
);
call keep_for_office('message_attempts');
grant select, insert on message_attempts to rollcall_app;
grant update (became, became_at, said) on message_attempts to rollcall_app;
