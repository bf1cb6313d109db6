-- Rounds of many thousands: a step of reminders is taken lot by lot, and what is asked often about many messages has an index.

set local rollcall.role = 'system';

alter table reminder_runs
  add column reached_id uuid, -- the last data request, by id, of which the reminders are written, while there may be more
  add column ended_at   timestamptz; -- null: it is still being taken
update reminder_runs set ended_at = ran_at;
grant update (reached_id, ended_at) on reminder_runs to rollcall_app;

-- How many messages of a round there are of each kind, and how far they are: counted without reading the messages.
create index messages_counted on messages (round_id, kind, state);
-- A round has some kinds of messages and not others, which the columns by themselves do not tell.
create statistics messages_alike (mcv, dependencies) on round_id, kind, state from messages;

-- Whether anything was written about a letter, or another thing that messages are about.
create index messages_about on messages (about_id) where about_id is not null;
