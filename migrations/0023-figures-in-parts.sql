-- Figures by breakdown: of a set of figures, one figure by one of its breakdowns is a row, so that a page of one reads no more. In the order
-- of their places they are all the figures of the set, byte for byte as they were written.
create table figure_breakdowns (
  set_id    uuid not null references national_figures,
  place     integer not null,
  figure    text not null,
  breakdown text not null, -- the names of its columns in order: 'age_band,region'; '' for England
  groups    json not null,
  primary key (set_id, place)
);
call keep_for_office('figure_breakdowns');
grant select, insert, delete on figure_breakdowns to rollcall_app;

set local rollcall.role = 'system';
insert into figure_breakdowns (set_id, place, figure, breakdown, groups)
with single as (
  select id as set_id, place, value ->> 'id' as figure, value::text as text,
    coalesce((select string_agg(name, ',' order by name collate "C") from json_object_keys(value -> 'breakdown') as name), '') as breakdown
  from national_figures cross join lateral json_array_elements(figures) with ordinality as one (value, place)
), runs as (
  -- In a run of one breakdown both numbers grow by one.
  select *, place - row_number() over (partition by set_id, figure, breakdown order by place) as run
  from single
)
select set_id, min(place) - 1, figure, breakdown, ('[' || string_agg(text, ',' order by place) || ']')::json
from runs
group by set_id, figure, breakdown, run;
alter table national_figures drop column figures;

-- Breakdowns of figures that were kept come with them, and stay. What is written in one transaction has one number there.
create function refuse_change_of_kept_breakdowns() returns trigger language plpgsql as $$
declare
  one figure_breakdowns := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'UPDATE' or exists (
    select from national_figures
    where id = one.set_id and label is not null
      and (tg_op = 'DELETE' or xmin <> pg_current_xact_id()::xid)
  ) then
    raise exception 'figures that were kept cannot be changed or removed';
  end if;
  return one;
end
$$;
create trigger kept_breakdowns_never_change before insert or update or delete on figure_breakdowns
  for each row execute function refuse_change_of_kept_breakdowns();
