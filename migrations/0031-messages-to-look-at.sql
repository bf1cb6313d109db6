-- What became of messages that somebody has to look at is asked for often, and is little of all there are.
set local rollcall.role = 'system';

create index messages_to_look_at on messages (round_id, person_id)
  where state in ('unclear', 'given up', 'came back') and settled_by is null;
