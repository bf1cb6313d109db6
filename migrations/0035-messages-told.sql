-- Tells portals that something about messages has changed, and nothing of what: in the words of 0022, for what is of no one round.

set local rollcall.role = 'system';

create function tell_of_messages() returns trigger language plpgsql as $$
begin
  perform pg_notify('rollcall_rounds', 'messages');
  return null;
end
$$;
create trigger messages_told after insert or update on messages
  for each statement execute function tell_of_messages();
create trigger broken_addresses_told after insert or update on broken_addresses
  for each statement execute function tell_of_messages();
create trigger message_pauses_told after insert or update on message_pauses
  for each statement execute function tell_of_messages();

-- When a message was settled last is looked for whenever somebody watches.
create index messages_settled on messages (settled_at) where settled_at is not null;
