-- Letters of non-compliance that a person proposes, before the calendar does or after one came to nothing: another person approves them.

set local rollcall.role = 'system';

alter table letters drop constraint letters_data_request_id_kind_due_on_key;
alter table letters
  add column proposed_by uuid references people, -- null: the calendar, or a letter of request
  add column proposal_sealed bytea, -- why somebody proposed it, under the key of its request's words
  add check ((proposed_by is null) = (proposal_sealed is null)),
  add check (proposed_by is null or kind = 'non-compliance'),
  add check (reference is null or proposed_by is null or decided_by is distinct from proposed_by);

-- Of those about one due date, one at most waits or was issued.
create unique index one_letter_about_a_day on letters (data_request_id, due_on)
  where kind = 'non-compliance' and state in ('proposed', 'issued');
create index on letters (data_request_id, id);
