-- An accepted return's part of every figure. They add; nothing in them is about one child by name.
create table contributions (
  data_request_id uuid primary key,
  round_id        uuid not null references rounds,
  authority_id    uuid not null,
  submission_id   uuid not null,
  sha256          text not null,
  last_sha256     text, -- of the return of the round before that it was compared with
  body            json not null, -- json, not jsonb: the order of names in it means something
  code_version    text not null,
  made_at         timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id),
  foreign key (data_request_id, round_id) references data_requests (id, round_id),
  foreign key (submission_id, sha256) references submissions (id, sha256)
);
create index on contributions (round_id);
create index on contributions (authority_id);

-- Children as keyed marks, so that one claimed by two authorities is found and nobody can be told from it.
create table fingerprints (
  submission_id uuid not null,
  authority_id  uuid not null,
  round_id      uuid not null references rounds,
  mark          bytea not null,
  primary key (submission_id, mark),
  foreign key (submission_id, authority_id) references submissions (id, authority_id)
);
create index on fingerprints (round_id, mark);
create index on fingerprints (authority_id);

-- The national figures. One row a round is the figures as they stand, and is replaced; those with a label are kept for ever as they were.
create table national_figures (
  id         uuid primary key default uuidv7(),
  round_id   uuid not null references rounds,
  label      text check (label <> ''),
  note       text,
  taken_at   timestamptz not null default now(),
  taken_by   uuid references people,
  hash       text not null,
  figures    json not null, -- kept as written, so that what is read again is the same byte for byte
  coverage   json not null,
  clashes    json not null,
  provenance json not null,
  unique nulls not distinct (round_id, label)
);

create function refuse_change_of_kept_figures() returns trigger language plpgsql as $$
begin
  if old.label is not null then
    raise exception 'figures that were kept cannot be changed or removed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger kept_figures_never_change before update or delete on national_figures
  for each row execute function refuse_change_of_kept_figures();

call keep_apart('contributions');
call keep_apart('fingerprints');
call keep_for_office('national_figures');

grant select, insert, delete on contributions, fingerprints to rollcall_app;
grant select, insert on national_figures to rollcall_app;
grant update (taken_at, hash, figures, coverage, clashes, provenance) on national_figures to rollcall_app;
