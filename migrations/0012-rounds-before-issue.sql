set local rollcall.role = 'system';

-- How those asked were chosen ({by: all, kinds, regions or list; except}), so that a date that moves chooses again. Whom a list had is in
-- round_authorities.
alter table rounds add column who_asked jsonb;
update rounds set who_asked = '{"by": "list", "except": []}';
alter table rounds alter column who_asked set not null;

-- What the office says at the head of the notice, in its own words. It is for everybody in the round, as published answers are.
alter table rounds add column message text check (message <> '');

-- When a draft was last changed: what was tried before is out of date.
alter table rounds add column changed_at timestamptz not null default now();
update rounds set changed_at = opened_at;

grant update (who_asked, message, changed_at) on rounds to rollcall_app;

-- A draft tried on sample returns. No child and no provider in them exists, and only what came of them is kept.
create table rehearsals (
  id          uuid primary key default uuidv7(),
  round_id    uuid not null references rounds,
  authorities integer not null check (authorities > 0), -- of how many a return was made up
  mistakes    integer not null check (mistakes between 0 and 100), -- of every hundred rows
  state       text not null check (state in ('waiting', 'done', 'failed')),
  asked_by    uuid not null references people,
  asked_at    timestamptz not null,
  finished_at timestamptz,
  results     json,
  check ((state = 'waiting') = (finished_at is null)),
  check ((state = 'done') = (results is not null))
);
create index on rehearsals (round_id);
call keep_for_office('rehearsals');

grant select, insert, update (state, finished_at, results) on rehearsals to rollcall_app;
