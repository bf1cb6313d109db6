import { sql } from 'kysely'
import type { Db } from '../connect.ts'

// What keeps rows from being changed, even by the owner.
const wanted = {
  audit_events_only_grow:
    'BEFORE DELETE OR UPDATE ON public.audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change()',
  audit_events_are_not_emptied:
    'BEFORE TRUNCATE ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
  frozen_sources_never_change:
    'BEFORE DELETE OR UPDATE ON public.frozen_sources FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
  finished_content_never_changes:
    'BEFORE DELETE OR UPDATE ON public.contents FOR EACH ROW EXECUTE FUNCTION refuse_change_of_finished_content()',
  readable_content_is_never_lost:
    'BEFORE DELETE OR UPDATE ON public.content_chunks FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_content()',
  kept_figures_never_change:
    'BEFORE DELETE OR UPDATE ON public.national_figures FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept_figures()',
  kept_breakdowns_never_change:
    'BEFORE INSERT OR DELETE OR UPDATE ON public.figure_breakdowns FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept_breakdowns()',
} as const

/** Triggers that are missing, changed or turned off. */
export async function triggerFaults(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; definition: string; on: boolean }>`
    select tgname as name, pg_get_triggerdef(pg_trigger.oid) as definition, tgenabled in ('O', 'A') as on
    from pg_trigger
    where tgname = any(${Object.keys(wanted)})
  `.execute(db)
  return Object.entries(wanted).flatMap(([name, rest]) => {
    const found = rows.find((trigger) => trigger.name === name)
    if (found?.definition !== `CREATE TRIGGER ${name} ${rest}`) {
      return [`The trigger ${name} is missing or not the one that the migrations have.`]
    }
    return found.on
      ? []
      : [
          `The trigger ${name} is turned off, so rows could be changed. Turn it on with alter table … enable trigger ${name}`,
        ]
  })
}
