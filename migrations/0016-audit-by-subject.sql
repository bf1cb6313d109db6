-- What an event is about, out of its details and never at odds with them. Under row-level security Postgres looks into details only once it
-- knows that a row may be seen, so an index of what stands in them finds nothing; a column of its own it may compare at once.
alter table audit_events
  add column data_request_id uuid generated always as ((details ->> 'dataRequestId')::uuid) stored,
  add column round_id uuid generated always as ((details ->> 'roundId')::uuid) stored;
drop index audit_events_expr_idx;
create index on audit_events (data_request_id, seq) where data_request_id is not null;
create index on audit_events (round_id, seq) where round_id is not null;
create index on audit_events (authority_id, seq);
