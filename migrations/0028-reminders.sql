-- When a round reminds whom: steps in working days before and after what is due, and which of them were taken.

set local rollcall.role = 'system';

create table round_reminders (
  round_id uuid not null references rounds,
  aim      text not null check (aim in ('signatories', 'officers', 'data queries', 'letter')),
  days     integer not null check (days between -60 and 60), -- working days after the due date; negative: before it
  at       text not null check (at ~ '^([01]\d|2[0-3]):[0-5]\d$'), -- as clocks in London show it
  since    timestamptz not null, -- a moment before this is not made up for
  added_by uuid references people,
  primary key (round_id, aim, days),
  check (aim <> 'letter' or days > 0)
);
create unique index one_letter on round_reminders (round_id) where aim = 'letter';
call keep_for_office('round_reminders');
grant select, insert, delete on round_reminders to rollcall_app;
grant update (at) on round_reminders to rollcall_app;

-- A step that was taken, for all that was due on one day: so that it is taken once, however often it is looked for.
create table reminder_runs (
  round_id uuid not null references rounds,
  aim      text not null check (aim in ('signatories', 'officers', 'data queries', 'letter')),
  days     integer not null,
  due_on   date not null,
  ran_at   timestamptz not null,
  requests integer, -- of how many authorities something was outstanding; null: passed over for a later step
  messages integer,
  primary key (round_id, aim, due_on, days),
  check ((requests is null) = (messages is null))
);
call keep_for_office('reminder_runs');
grant select, insert on reminder_runs to rollcall_app;
grant update (requests, messages) on reminder_runs to rollcall_app;

-- Data queries of a round that wait are looked for every few minutes.
create index data_queries_open on data_queries (due_on) where closed_at is null;

-- Drafts get the usual calendar. A round that was issued without one reminds nobody until the office gives it one.
insert into round_reminders (round_id, aim, days, at, since)
select rounds.id, usual.aim, usual.days, '09:00', now()
from rounds, (values
  ('officers', -10), ('officers', -5), ('officers', -1), ('officers', 1), ('signatories', 1), ('signatories', 5),
  ('letter', 10), ('data queries', -1), ('data queries', 1)
) as usual (aim, days)
where rounds.state = 'draft';
