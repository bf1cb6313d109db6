-- Whatever a person writes is sealed under the request's own key: people write about children where nobody asked them to.

-- A reason why something odd is true. It belongs to a rule, a row or cell, and the values that made it odd, both only as keyed marks.
create table explanations (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid not null, -- the version it was given on; it holds for later ones while the value stays
  rule            text not null,
  subject_mark    bytea not null,
  value_mark      bytea not null,
  text_sealed     bytea not null,
  given_by        uuid not null references people,
  given_at        timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id)
);
create index on explanations (data_request_id, rule, subject_mark);
create index on explanations (authority_id);

create table sign_offs (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid not null unique,
  sha256          text not null,
  statement       text not null check (statement <> ''),
  signed_by       uuid not null references people,
  signed_at       timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, sha256) references submissions (id, sha256), -- the very bytes that were sent
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id)
);
create index on sign_offs (authority_id);
create index on sign_offs (data_request_id);

-- What was decided about a return, one after another. An opposite is a new row, never a removal.
create table return_decisions (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid,
  decision        text not null check (decision in ('sent back', 'accepted', 'excluded', 'reopened')),
  reason_sealed   bytea,
  decided_by      uuid not null references people,
  decided_at      timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id),
  check (decision = 'accepted' or reason_sealed is not null)
);
create index on return_decisions (data_request_id);
create index on return_decisions (authority_id);

-- Rows about children that an analyst took out to look at, and why. The authority sees each.
create table row_extracts (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid not null,
  reason_sealed   bytea not null,
  taken_by        uuid not null references people,
  taken_at        timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id)
);
create index on row_extracts (data_request_id);
create index on row_extracts (authority_id);

create table data_queries (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid not null,
  about           jsonb not null, -- a cell, a row, a figure or the whole return: places, never values
  due_on          date not null,
  raised_by       uuid not null references people,
  raised_at       timestamptz not null default now(),
  closed_by       uuid references people,
  closed_at       timestamptz,
  unique (id, authority_id),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id)
);
create index on data_queries (data_request_id);
create index on data_queries (authority_id);

create table data_query_messages (
  id            uuid primary key default uuidv7(),
  data_query_id uuid not null,
  authority_id  uuid not null,
  text_sealed   bytea not null,
  written_by    uuid not null references people,
  from_office   boolean not null,
  written_at    timestamptz not null default now(),
  foreign key (data_query_id, authority_id) references data_queries (id, authority_id)
);
create index on data_query_messages (data_query_id);
create index on data_query_messages (authority_id);

-- More time for one authority. The round's own due date never moves, so lateness can always be told from either.
create table extensions (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  state           text not null check (state in ('asked', 'granted', 'refused')),
  asked_until     date,
  asked_by        uuid references people,
  asked_at        timestamptz,
  asked_sealed    bytea, -- why more time is needed
  until           date,
  decided_by      uuid references people,
  decided_at      timestamptz,
  decision_sealed bytea, -- why it was granted or refused
  unique (id, authority_id),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  check ((state = 'asked') = (decided_at is null)),
  check ((state = 'granted') = (until is not null)),
  check ((asked_by is null) = (asked_until is null))
);
create unique index extensions_asked_once on extensions (data_request_id) where state = 'asked';
create index on extensions (data_request_id);
create index on extensions (authority_id);

create table questions (
  id              uuid primary key default uuidv7(),
  round_id        uuid not null references rounds,
  data_request_id uuid not null,
  authority_id    uuid not null,
  text_sealed     bytea not null,
  asked_by        uuid not null references people,
  asked_at        timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (data_request_id, round_id) references data_requests (id, round_id)
);
create index on questions (round_id);
create index on questions (authority_id);

-- Questions and answers for everyone in a round, in the office's own words.
create table round_answers (
  id           uuid primary key default uuidv7(),
  round_id     uuid not null references rounds,
  question     text not null check (question <> ''),
  answer       text not null check (answer <> ''),
  published_by uuid not null references people,
  published_at timestamptz not null default now()
);
create index on round_answers (round_id);

-- What people have been told, and in which words it can be found again. Sending it by mail reads from here.
create table notices (
  id              uuid primary key default uuidv7(),
  round_id        uuid not null references rounds,
  data_request_id uuid not null,
  authority_id    uuid not null,
  kind            text not null check (kind <> ''),
  recipients      text not null check (recipients in ('officers', 'signatories', 'authority', 'office')),
  created_at      timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (data_request_id, round_id) references data_requests (id, round_id)
);
create index on notices (authority_id);
create index on notices (data_request_id);

call keep_apart('explanations');
call keep_apart('sign_offs');
call keep_apart('return_decisions');
call keep_apart('row_extracts');
call keep_apart('data_queries');
call keep_apart('data_query_messages');
call keep_apart('extensions');
call keep_apart('questions');
call keep_apart('notices');

alter table round_answers enable row level security;
alter table round_answers force row level security;
create policy those_asked on round_answers
  using (exists (select from rounds where rounds.id = round_answers.round_id))
  with check ((select viewer_is_office()));

grant select, insert on explanations, sign_offs, return_decisions, row_extracts, data_query_messages, questions, round_answers, notices to rollcall_app;
grant select, insert on data_queries, extensions to rollcall_app;
grant update (closed_by, closed_at) on data_queries to rollcall_app;
grant update (state, until, decided_by, decided_at, decision_sealed) on extensions to rollcall_app;
