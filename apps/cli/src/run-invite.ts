import { InvitePerson } from '@rollcall/actions/invite-person'
import { connect } from '@rollcall/database/connect'
import { day } from '@rollcall/domain/calendar-date'
import { counted } from '@rollcall/domain/text'
import { today } from '@rollcall/platform/clock'
import { authorityIn, needed, numberIn } from './arguments.ts'
import { exitCodes, type Options } from './command.ts'
import { type Invited, inviteMember, signInAddress } from './invite-member.ts'
import { settingsNow, withDatabase } from './reach-database.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall invite` says. */
export async function runInvite(options: Options, terminal: Terminal): Promise<number> {
  const settings = settingsNow()
  const invited = invitedIn(options)
  const minutes = numberIn(options, 'minutes', { from: 1, to: 1440, whole: true }) ?? 10
  return await withDatabase(terminal, { options, settings, as: 'app' }, async (url) => {
    const db = connect(url, { connections: 1, name: 'rollcall invite' })
    try {
      const { membershipId, isNew } = await inviteMember(db, invited)
      const link = await signInAddress(db, settings.PORTAL_URL, { membershipId, minutes })
      if (options.json) terminal.out(JSON.stringify({ membershipId, isNew, link, minutes }))
      else {
        const role = called[invited.role]
        terminal.out(
          isNew ? `${invited.name} is ${role} now.` : `Whoever has this address is ${role} already.`,
        )
        terminal.out(`This link signs them in once, within ${counted(minutes, 'minute')}:`)
        terminal.out(link)
      }
      return exitCodes.done
    } finally {
      await db.destroy()
    }
  })
}

const called: Readonly<Record<Invited['role'], string>> = {
  officer: 'an officer',
  signatory: 'a signatory',
  analyst: 'an analyst',
  approver: 'an approver',
}

function invitedIn(options: Options): Invited {
  const name = needed(options, 'name', '"Priya Sandhu"')
  const email = needed(options, 'email', 'priya@example.org')
  const role = needed(options, 'role', 'approver')
  const authority = authorityIn(options, day(today(new Date())))?.code
  const { options: roles } = InvitePerson.shape.role
  if (!roles.some((one) => one === role))
    throw new UsageError(`--role is one of ${roles.join(', ')}; ${role} is not.`)
  const read = InvitePerson.safeParse({ name, email, role })
  if (!read.success) throw new UsageError(read.error.issues.map(({ message }) => message).join(' '))
  const isOffice = read.data.role === 'analyst' || read.data.role === 'approver'
  if (isOffice === (authority === undefined)) return { ...read.data, authority }
  throw new UsageError(
    isOffice
      ? 'An analyst or an approver is of the office: leave out --authority.'
      : 'Say whose officer or signatory, for example --authority 330 or --authority Birmingham',
  )
}
