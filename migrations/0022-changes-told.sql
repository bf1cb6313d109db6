-- Tells portals that something of a round has changed: which round, and nothing else. Everything that is done is in the record, and figures are
-- made anew by what is not.
create function tell_of_changes() returns trigger language plpgsql as $$
declare
  round uuid;
begin
  for round in
    select distinct coalesce(added.round_id, data_requests.round_id)
    from added left join data_requests on data_requests.id = added.data_request_id
  loop
    if round is not null then
      perform pg_notify('rollcall_rounds', round::text);
    end if;
  end loop;
  return null;
end
$$;
create trigger changes_told after insert on audit_events
  referencing new table as added for each statement execute function tell_of_changes();

create function tell_of_figures() returns trigger language plpgsql as $$
begin
  perform pg_notify('rollcall_rounds', new.round_id::text);
  return null;
end
$$;
create trigger figures_told after insert or update on national_figures
  for each row execute function tell_of_figures();

-- What signed returns are found to be beside one another is work without an event.
create function tell_of_comparison() returns trigger language plpgsql as $$
begin
  perform pg_notify('rollcall_rounds', coalesce(new.round_id, old.round_id)::text);
  return null;
end
$$;
create trigger clashes_told after insert or delete on signed_clashes
  for each row execute function tell_of_comparison();
create trigger outliers_told after insert or delete on outliers
  for each row execute function tell_of_comparison();
