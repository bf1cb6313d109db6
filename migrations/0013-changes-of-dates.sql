-- Dates of a round that were moved after it was issued, and why. A due date that moves takes every request with it, but for those that
-- were given more time than that (extensions): their own day stays. Lateness is told from data_requests.due_on, as before.
create table round_date_changes (
  change_id  uuid not null, -- of what was changed together, with one reason
  round_id   uuid not null references rounds,
  which      text not null check (which in ('due', 'closing', 'publication')),
  from_on    date,
  to_on      date,
  reason     text not null check (reason <> ''), -- for everybody in the round, in the office's own words, as published answers are
  changed_by uuid not null references people,
  changed_at timestamptz not null default now(),
  primary key (change_id, which),
  check (from_on is distinct from to_on),
  check (which = 'publication' or (from_on is not null and to_on is not null))
);
create index on round_date_changes (round_id);

-- Those asked see what they are told of: officers are not shown when a round closes, nor that this was moved.
alter table round_date_changes enable row level security;
alter table round_date_changes force row level security;
create policy those_told on round_date_changes
  using (
    (select viewer_is_office())
    or (which <> 'closing' and exists (select from rounds where rounds.id = round_date_changes.round_id))
  )
  with check ((select viewer_is_office()));

grant select, insert on round_date_changes to rollcall_app;
