import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import type { Db } from '@rollcall/database/connect'
import { signInAddress } from '../invite-member.ts'
import { showProgress, type Terminal } from '../terminal.ts'
import { inviteParties, type Office, type Party, setUpOffice } from './people.ts'
import { plotOf } from './plot.ts'
import { changedWorkbooks, roundSample } from './samples.ts'
import { playFirstRound, playSecondRound } from './story.ts'
import { tellDemo } from './tell-demo.ts'

interface ToPlay {
  /** For what the operator sets up. Everything else goes through the portal's address. */
  readonly db: Db
  readonly portalUrl: string
  /** Only the first so many; left out: all. */
  readonly authorities: number | undefined
  /** Where the workbooks go. */
  readonly folder: string
  /** When the demonstration began, as `performance.now()` has it. */
  readonly began: number
  /** Whether the portal stays up, for people to sign in to. */
  readonly stays: boolean
}

const linkMinutes = 12 * 60

/** Two rounds from request to national figures, as authorities and the office would do them. */
export async function playDemo(given: ToPlay, terminal: Terminal): Promise<void> {
  const { authorities, folder: home, began } = given
  const within = join(home, 'returns')
  const wanted = { collection: illegalHomes, authorities, within }
  const [in2024, in2025] = [roundSample({ ...wanted, year: 2024 }), roundSample({ ...wanted, year: 2025 })]
  const plot = plotOf(in2024.returns, in2025.returns)
  const corrected = changedWorkbooks(in2024, plot.corrected, join(within, '2024-corrected'))
  const doubtful = changedWorkbooks(in2025, plot.unreliable, join(within, '2025-unreliable'))
  const asked = [...in2024.returns.values()].map(({ authority }) => authority)

  const write = async () => {
    // Those of the last time may be of more authorities.
    await rm(within, { recursive: true, force: true })
    for (const workbooks of [in2024, corrected, in2025, doubtful]) await workbooks.write()
  }
  const play = async () => {
    const office = await setUpOffice(given)
    const progress = showProgress('Authorities with an officer and a signatory', asked.length)
    const parties = await inviteParties(given, office, asked, () => progress.step())
    progress.end()
    terminal.err(`${2 * parties.length} people of ${parties.length} authorities are invited.`)
    const cast = { office, parties, plot, say: terminal.err }
    const first = await playFirstRound(cast, in2024, corrected)
    const second = await playSecondRound(cast, in2025, doubtful)
    return { office, parties, first, second }
  }
  const [{ office, parties, first, second }] = await Promise.all([play(), write()])

  const names = new Map(asked.map(({ code, name }) => [code, name]))
  const nameOf = (code: string) => names.get(code) ?? code
  tellDemo({ first, second, isWhole: authorities === undefined, nameOf }, terminal)
  terminal.out(
    `\nIt took ${Math.round((performance.now() - began) / 1000)} seconds. Everything in it is synthetic: no real child is described.`,
  )
  terminal.out(`The workbooks are in ${within}. From them alone, the same figures with the same hashes:`)
  const { id } = illegalHomes
  terminal.out(`  npx rollcall aggregate ${id} --reference-date ${in2024.referenceDate} ${corrected.folder}`)
  terminal.out(
    `  npx rollcall aggregate ${id} --reference-date ${in2025.referenceDate} --previous ${corrected.folder} ${in2025.folder}`,
  )
  if (given.stays) await tellLinks(given, office, parties, terminal)
}

async function tellLinks(
  { db, portalUrl }: ToPlay,
  { analyst, approver }: Office,
  [party]: readonly Party[],
  terminal: Terminal,
): Promise<void> {
  const people = [
    ...(party ? [{ ...party.officer, as: `officer of ${party.authority.name}` }] : []),
    ...(party ? [{ ...party.signatory, as: `signatory of ${party.authority.name}` }] : []),
    { ...analyst, as: 'analyst' },
    { ...approver, as: 'approver' },
  ]
  terminal.out(`\nThe portal is at ${portalUrl}. Each link signs in once, within twelve hours:`)
  for (const { name, as, membershipId } of people) {
    const link = await signInAddress(db, portalUrl, { membershipId, minutes: linkMinutes })
    terminal.out(`  ${name}, ${as}\n    ${link}`)
  }
  terminal.out(`Every message that was written to somebody is at ${portalUrl}/mailbox.`)
  terminal.err('Ctrl-C stops it.')
}
