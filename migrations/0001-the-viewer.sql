-- Who is asking. Set for one transaction at a time by packages/database/src/transaction.ts; where nobody is, nothing is seen.
create function viewer_role() returns text stable language sql
  return nullif(current_setting('rollcall.role', true), '');

create function viewer_person() returns uuid stable language sql
  return nullif(current_setting('rollcall.person', true), '')::uuid;

create function viewer_authority() returns uuid stable language sql
  return nullif(current_setting('rollcall.authority', true), '')::uuid;

-- The Commissioner's office sees every authority; so does the system, which acts for it on a schedule.
create function viewer_is_office() returns boolean stable language sql
  return coalesce(viewer_role() in ('analyst', 'approver', 'system'), false);

-- For tables whose rows are added and never touched again. It holds even for the table's owner.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows cannot be changed or removed', tg_table_name;
end
$$;

-- Keeps authorities apart: every table with an authority_id is given to this. Forced, so that it holds for the owner too.
create procedure keep_apart(tenant regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant);
  execute format('alter table %s force row level security', tenant);
  execute format(
    'create policy own_authority on %s
       using ((select viewer_is_office()) or authority_id = (select viewer_authority()))
       with check ((select viewer_is_office()) or authority_id = (select viewer_authority()))',
    tenant
  );
end
$$;

-- For tables that only the office, or only the system, has any business with.
create procedure keep_for_office(held regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', held);
  execute format('alter table %s force row level security', held);
  execute format(
    'create policy office_only on %s using ((select viewer_is_office())) with check ((select viewer_is_office()))',
    held
  );
end
$$;

create procedure keep_for_system(held regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', held);
  execute format('alter table %s force row level security', held);
  execute format(
    'create policy system_only on %s
       using ((select viewer_role()) = ''system'') with check ((select viewer_role()) = ''system'')',
    held
  );
end
$$;
