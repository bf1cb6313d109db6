-- The kind of browser it was begun in, as its person would call it: 'Edge on Windows'. No more is kept of where they were.
alter table sessions add column browser text;

-- When somebody last began to act as this.
alter table memberships add column last_signed_in_at timestamptz;

-- A person with several memberships changes which of them a session acts as; the key of two columns sees that it stays theirs.
grant update (membership_id) on sessions to rollcall_app;
grant update (last_signed_in_at) on memberships to rollcall_app;
