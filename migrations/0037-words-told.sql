-- Tells portals that words of messages or letters were proposed or decided about, and nothing of what: they are of no round, and wait on
-- the page of what is to do in each.

set local rollcall.role = 'system';

create function tell_of_words() returns trigger language plpgsql as $$
begin
  perform pg_notify('rollcall_rounds', 'words');
  return null;
end
$$;
create trigger words_told after insert or update on wordings
  for each statement execute function tell_of_words();
