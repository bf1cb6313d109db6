-- What somebody of the office chose to see on a board, under a name: their own, or shared with the whole office. It holds in every round.
create table saved_views (
  id        uuid primary key default uuidv7(),
  name      text not null check (name <> ''),
  shows     text not null, -- as the address of a board says it
  is_shared boolean not null,
  made_by   uuid not null references people,
  made_at   timestamptz not null default now()
);
-- Nobody sees two views with one name: those shared have names of their own, and so have those of each person.
create unique index saved_views_own on saved_views (made_by, lower(name)) where not is_shared;
create unique index saved_views_shared on saved_views (lower(name)) where is_shared;

call keep_for_office('saved_views');

grant select, insert, delete on saved_views to rollcall_app;
grant update (name, is_shared) on saved_views to rollcall_app;
