-- What the office makes of the reasons that officers give, and the opposite of everything it decides about a return.

set local rollcall.role = 'system';

alter table explanations add unique (id, data_request_id);
alter table data_queries add unique (id, data_request_id);

-- An explanation accepted or refused, one decision after another: the last holds. An opposite is a new row, never a removal.
create table explanation_decisions (
  id              uuid primary key default uuidv7(),
  data_request_id uuid not null,
  authority_id    uuid not null,
  explanation_id  uuid not null,
  decision        text not null check (decision in ('accepted', 'refused', 'taken back')),
  data_query_id   uuid, -- the data query that says why it was refused; where closing that accepted it, the same
  decided_by      uuid not null references people,
  decided_at      timestamptz not null default now(),
  foreign key (data_request_id, authority_id) references data_requests (id, authority_id),
  foreign key (explanation_id, data_request_id) references explanations (id, data_request_id),
  foreign key (data_query_id, data_request_id) references data_queries (id, data_request_id),
  check (decision <> 'refused' or data_query_id is not null)
);
create index on explanation_decisions (explanation_id, id);
create index on explanation_decisions (data_query_id);
create index on explanation_decisions (data_request_id);
create index on explanation_decisions (authority_id);
call keep_apart('explanation_decisions');
grant select, insert on explanation_decisions to rollcall_app;

-- One that is opened again has another day to be answered by.
grant update (due_on) on data_queries to rollcall_app;

-- Of a version's queries that are explained, those whose reason the office has neither accepted nor refused.
alter table submissions add column unread_explanation_count integer;
update submissions set unread_explanation_count = query_count - open_query_count;
grant update (unread_explanation_count) on submissions to rollcall_app;

-- A decision about a return remembers how the return stood before it, so that it can be taken back.
alter table return_decisions drop constraint return_decisions_decision_check;
alter table return_decisions add constraint return_decisions_decision_check
  check (decision in ('sent back', 'accepted', 'excluded', 'reopened', 'taken back'));
alter table return_decisions add column state_before text;
alter table return_decisions add column accepted_before uuid references submissions;
alter table return_decisions add column takes_back uuid unique references return_decisions;
alter table return_decisions add check ((decision = 'taken back') = (takes_back is not null));
update return_decisions set state_before = 'signed' where decision = 'accepted';
