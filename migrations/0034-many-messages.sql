-- Rounds of many thousands: a step of reminders is taken lot by lot, and what is asked often about many messages has an index.

set local rollcall.role = 'system';

alter table reminder_runs
  add column reached_id uuid, -- the last data request, by id, of which the reminders are written, while there may be more
  add column ended_at   timestamptz; -- null: it is still being taken
update reminder_runs set ended_at = ran_at;
grant update (reached_id, ended_at) on reminder_runs to rollcall_app;
