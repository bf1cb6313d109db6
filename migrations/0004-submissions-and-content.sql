-- One return, sent: a workbook or a declaration of nil. Each is a new version; nothing is ever overwritten.
create table submissions (
  id               uuid primary key default uuidv7(),
  data_request_id  uuid not null,
  authority_id     uuid not null,
  version          integer not null check (version >= 1),
  kind             text not null check (kind in ('workbook', 'nil')),
  state            text not null check (state in (
                     'received', 'checking', 'refused', 'must-fix', 'needs-answers', 'ready', 'signed', 'superseded')),
  sha256           text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  byte_count       integer not null check (byte_count >= 0),
  received_by      uuid not null references people,
  received_at      timestamptz not null default now(),
  checked_at       timestamptz,
  error_count      integer,
  query_count      integer,
  note_count       integer,
  open_query_count integer, -- queries not yet explained
  rows_by_sheet    jsonb,
  refusal_code     text,
  refusal_sealed   bytea, -- the sentence, which may name a sheet or a cell
  code_version     text,
  unique (data_request_id, version),
  unique (id, authority_id),
  unique (id, data_request_id),
  unique (id, sha256),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  check ((state = 'refused') = (refusal_code is not null) or state = 'superseded'),
  check (state in ('received', 'checking', 'refused', 'superseded') or checked_at is not null),
  check (state not in ('ready', 'signed') or (error_count = 0 and open_query_count = 0))
);
create index on submissions (authority_id);

alter table data_requests
  add foreign key (current_submission_id, id) references submissions (id, data_request_id),
  add foreign key (accepted_submission_id, id) references submissions (id, data_request_id);

-- How often each rule found something: enough for the board, and nothing of a child.
create table finding_counts (
  submission_id uuid not null,
  authority_id  uuid not null,
  rule          text not null,
  severity      text not null check (severity in ('error', 'query', 'note')),
  findings      integer not null check (findings > 0),
  primary key (submission_id, rule, severity),
  foreign key (submission_id, authority_id) references submissions (id, authority_id)
);
create index on finding_counts (authority_id);

-- What a submission holds, sealed under its own key. Content whose upload was not finished has no key, so is noise until it is swept.
create table contents (
  id              uuid primary key,
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid,
  part            text not null check (part in ('file', 'rows', 'findings')),
  byte_count      integer check (byte_count >= 0),
  started_at      timestamptz not null default now(),
  finished_at     timestamptz,
  unique (id, authority_id),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id),
  check ((finished_at is null) = (submission_id is null)),
  check ((finished_at is null) = (byte_count is null))
);
create unique index contents_once on contents (submission_id, part);
create index on contents (authority_id);
create index on contents (started_at) where finished_at is null;

create table content_chunks (
  content_id   uuid not null,
  authority_id uuid not null,
  seq          integer not null check (seq >= 0),
  sealed       bytea not null,
  primary key (content_id, seq),
  foreign key (content_id, authority_id) references contents (id, authority_id) on delete cascade
);
-- Sealed bytes cannot be made smaller; do not let Postgres try.
alter table content_chunks alter column sealed set storage external;

-- Keys, each wrapped by the master key, which is not in this database. A key destroyed is its content destroyed.
create table data_keys (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid, -- null: the key of the request's words
  binding         text not null,
  master_key_id   text not null,
  wrapped         bytea,
  made_at         timestamptz not null default now(),
  destroyed_at    timestamptz,
  destroyed_by    uuid references people,
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id),
  check ((wrapped is null) = (destroyed_at is not null))
);
create unique index data_keys_once on data_keys (data_request_id, submission_id) nulls not distinct;
create index on data_keys (authority_id);
create index on data_keys (submission_id);

-- What was received whole stays, and its pieces stay for as long as its key does. It holds even for the tables' owner.
create function refuse_change_of_finished_content() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null then
    raise exception 'content that was received whole cannot be changed or removed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger finished_content_never_changes before update or delete on contents
  for each row execute function refuse_change_of_finished_content();

create function refuse_loss_of_content() returns trigger language plpgsql as $$
begin
  if exists (
    select from contents join data_keys on data_keys.submission_id = contents.submission_id
    where contents.id = old.content_id and data_keys.wrapped is not null
  ) then
    raise exception 'content that can be read cannot be removed: destroy its key first';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger readable_content_is_never_lost before update or delete on content_chunks
  for each row execute function refuse_loss_of_content();

-- The portal's own keys: the one that makes pseudonyms, which never changes, and those that sign access tokens.
create table portal_keys (
  name          text primary key,
  purpose       text not null check (purpose in ('pseudonyms', 'access-tokens')),
  master_key_id text not null,
  wrapped       bytea not null,
  public_jwk    jsonb,
  made_at       timestamptz not null default now(),
  retired_at    timestamptz
);

call keep_apart('submissions');
call keep_apart('finding_counts');
call keep_apart('contents');
call keep_apart('content_chunks');
call keep_apart('data_keys');
call keep_for_system('portal_keys');

grant select, insert on submissions, data_keys, portal_keys to rollcall_app;
-- What was sent stays as it was sent: only how far it has got, and how its check came out, is written later.
grant update (state, checked_at, error_count, query_count, note_count, open_query_count, rows_by_sheet) on submissions to rollcall_app;
grant update (refusal_code, refusal_sealed, code_version) on submissions to rollcall_app;
grant update (master_key_id, wrapped, destroyed_at, destroyed_by) on data_keys to rollcall_app;
grant update (master_key_id, wrapped, retired_at) on portal_keys to rollcall_app;
grant select, insert, delete on contents to rollcall_app;
grant update (submission_id, byte_count, finished_at) on contents to rollcall_app;
grant select, insert, delete on finding_counts, content_chunks to rollcall_app;
