-- Whom the office's daily digest goes to, and what is announced of figures that were published.

set local rollcall.role = 'system';

-- Invitations, and news of a linked work account, that jobs had still to send are messages now: those jobs are done by nobody any more.
insert into messages (kind, step, person_id, written_as, authority_id, about_id, send_after)
select distinct 'invitation', invitations.id::text, memberships.person_id, memberships.role, memberships.authority_id, invitations.id, now()
from outbox
join invitations on invitations.id = (outbox.input ->> 'invitationId')::uuid
join memberships on memberships.id = invitations.membership_id
where outbox.job = 'send-invitation' and outbox.done_at is null and outbox.failed_at is null
  and invitations.sent_at is null and invitations.accepted_at is null and memberships.ended_at is null;
insert into messages (kind, step, person_id, written_as, authority_id, send_after)
select distinct on (outbox.id) 'work account linked', 'job ' || outbox.id, memberships.person_id, memberships.role, memberships.authority_id, now()
from outbox
join memberships on memberships.person_id = (outbox.input ->> 'personId')::uuid
where outbox.job = 'tell-of-linked-sign-in' and outbox.done_at is null and outbox.failed_at is null
  and memberships.ended_at is null
order by outbox.id, memberships.id;
delete from outbox where job in ('send-invitation', 'tell-of-linked-sign-in');

-- When an invitation was sent, its message says now.
alter table invitations drop column sent_at;

-- What somebody of the office chose about the daily digest. Whoever chose nothing has it.
create table digest_choices (
  person_id uuid primary key references people,
  is_wanted boolean not null,
  chosen_at timestamptz not null
);
call keep_for_office('digest_choices');
grant select, insert on digest_choices to rollcall_app;
grant update (is_wanted, chosen_at) on digest_choices to rollcall_app;

-- Where the figures of a round are published. One holds at a time; it is never changed, only withdrawn, with a reason.
create table announcements (
  id                uuid primary key default uuidv7(),
  round_id          uuid not null references rounds,
  published_on      date not null,
  address           text not null check (address like 'https://%'),
  announced_by      uuid not null references people,
  announced_at      timestamptz not null,
  withdrawn_by      uuid references people,
  withdrawn_at      timestamptz,
  withdrawn_because text check (withdrawn_because <> ''), -- for everybody in the round, in the office's own words
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (withdrawn_because is null))
);
create unique index announced_once on announcements (round_id) where withdrawn_at is null;
create index on announcements (round_id, withdrawn_at);
alter table announcements enable row level security;
alter table announcements force row level security;
create policy those_asked on announcements
  using (exists (select from rounds where rounds.id = announcements.round_id))
  with check ((select viewer_is_office()));
grant select, insert on announcements to rollcall_app;
grant update (withdrawn_by, withdrawn_at, withdrawn_because) on announcements to rollcall_app;
