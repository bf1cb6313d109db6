-- What became of each time that the record of who did what was verified. It stays: the newest whole one says what the next has to find again.
create table audit_verifications (
  id          uuid primary key default uuidv7(),
  asked_by    uuid references people, -- null when the clock asked
  asked_at    timestamptz not null,
  verified_at timestamptz,
  whole       boolean,
  events      bigint, -- that were right
  hash        text,   -- of the last of them
  wrong_seq   bigint, -- the first that is wrong
  says        text,
  check ((verified_at is null) = (whole is null)),
  check ((verified_at is null) = (events is null)),
  check ((hash is not null) = (whole is true)),
  check ((says is not null) = (whole is false)),
  check ((wrong_seq is not null) = (whole is false))
);
create index on audit_verifications (verified_at);
call keep_for_office('audit_verifications');

grant select, insert, update (verified_at, whole, events, hash, wrong_seq, says) on audit_verifications to rollcall_app;

-- Who did it, what it was and when: what the record is searched by.
create index on audit_events (person_id, seq);
create index on audit_events (type, seq);
create index on audit_events (at);
