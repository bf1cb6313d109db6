-- An officer has asked a signatory to sign one version. It may be asked again: of several the last is shown.
create table sign_off_requests (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  submission_id   uuid not null,
  note_sealed     bytea, -- what the signatory should know, if anything
  asked_by        uuid not null references people,
  asked_at        timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id)
);
create index on sign_off_requests (submission_id);
create index on sign_off_requests (data_request_id);
create index on sign_off_requests (authority_id);

-- Which version a receipt's check code is of, so that whoever shows a code can be told what it stands for. Only the portal's own key
-- makes codes, so those of new versions are noted when somebody next asks about one; a code itself is not kept.
create table receipt_codes (
  code_hash     bytea primary key,
  submission_id uuid not null unique references submissions
);

call keep_apart('sign_off_requests');
call keep_for_system('receipt_codes');

grant select, insert on sign_off_requests, receipt_codes to rollcall_app;
