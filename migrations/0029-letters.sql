-- Formal letters: the request to each authority, and letters of non-compliance, which the calendar proposes and a person approves.

set local rollcall.role = 'system';

-- The last number given in a year: CCO-2026-00042.
create table letter_numbers (
  year integer primary key,
  last integer not null check (last > 0)
);
call keep_for_office('letter_numbers');
grant select, insert on letter_numbers to rollcall_app;
grant update (last) on letter_numbers to rollcall_app;

create table letters (
  id              uuid primary key default uuidv7(),
  kind            text not null check (kind in ('request', 'non-compliance')),
  state           text not null check (state in ('issued', 'proposed', 'declined', 'withdrawn')),
  round_id        uuid not null references rounds,
  data_request_id uuid not null,
  authority_id    uuid not null references authorities,
  due_on          date not null, -- when the return was due, as the letter has it
  made_at         timestamptz not null, -- when it was proposed, or issued at once
  -- From the moment it is issued: what it says, and nothing of it changes any more.
  reference       text unique,
  issued_on       date,
  content         jsonb,
  content_sha256          text, -- of its content, as it is in the record too
  wording_version integer,
  decided_by      uuid references people,
  decided_at      timestamptz,
  reason_sealed   bytea, -- why it was declined, under the key of its request's words
  why             text, -- why it was withdrawn, in our own words
  unique (data_request_id, kind, due_on),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (data_request_id, round_id) references data_requests (id, round_id),
  check (num_nonnulls(reference, issued_on, content, content_sha256, wording_version) in (0, 5)),
  check (state <> 'issued' or reference is not null),
  check (state not in ('proposed', 'declined') or reference is null),
  check ((state = 'withdrawn') = (why is not null)),
  check ((decided_by is null) = (decided_at is null))
);
create unique index request_letter_once on letters (data_request_id) where kind = 'request';
create index letters_proposed on letters (round_id, made_at) where state = 'proposed';
create index on letters (round_id, id);
create index on letters (authority_id, id);

-- What is only proposed, and what came to nothing, is the office's own.
alter table letters enable row level security;
alter table letters force row level security;
create policy those_told on letters
  using (
    (select viewer_is_office())
    or (state = 'issued' and authority_id = (select viewer_authority()))
  )
  with check (
    (select viewer_is_office())
    or (state = 'issued' and authority_id = (select viewer_authority()))
  );

grant select, insert on letters to rollcall_app;
grant update (state, reference, issued_on, content, content_sha256, wording_version, decided_by, decided_at, reason_sealed, why)
  on letters to rollcall_app;
