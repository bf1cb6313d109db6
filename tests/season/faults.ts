import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expectedPost } from './model.ts'
import type { Expected } from './model-post.ts'
import type { Arrived, Played } from './run.ts'
import { inOfficeHours, shown } from './times.ts'

/** Everything in the post of a season that is not as the model has it: a sentence for each. */
export async function faultsOf(
  db: Db,
  { carrier, lives, arrived, kills, settled, until, ...played }: Played,
): Promise<string[]> {
  const wanted = expectedPost(lives, until)
  const helped = settled.arrived + settled.again
  // Whoever is killed as they hear that there is no mailbox leaves it unclear, and it is asked for once more.
  const refused = kills > 0 ? [...new Set(played.refused)] : played.refused
  const letters = await inWords(db, arrived)
  const is = letters.map(lineOf)
  const should = wanted.sent.map(lineOf)
  return [
    ...more(should, is).map((line) => `did not arrive: ${line}`),
    ...more(is, should).map((line) => `should not have arrived: ${line}`),
    ...more(refused, wanted.refused).map((to) => `written to though there is no mailbox: ${to}`),
    ...more(wanted.refused, refused).map(
      (to) => `not written to, which is how a mailbox is found gone: ${to}`,
    ),
    ...letters.flatMap(faultsOfLetter),
    // Notify can be asked what it has.
    ...(carrier === 'notify' && helped > 0 ? [`${helped} messages were left for a person to settle`] : []),
  ]
}

/** How many messages of each kind arrived. */
export async function kindsOf(
  db: Db,
  { arrived }: Played,
): Promise<readonly (readonly [kind: string, count: number])[]> {
  const kinds = Map.groupBy(await inWords(db, arrived), ({ kind }) => kind)
  return [...kinds]
    .map(([kind, those]) => [kind, those.length] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
}

interface Letter extends Expected {
  readonly authority: string
  readonly text: string
}

/** What arrived, with what the ledger has under the reference of each. */
async function inWords(db: Db, arrived: readonly Arrived[]): Promise<Letter[]> {
  const ledger = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .leftJoin('authorities', 'authorities.id', 'messages.authorityId')
      .select(['messages.id', 'messages.kind', 'code', 'authorities.name'])
      .execute(),
  )
  const rows = new Map<string, (typeof ledger)[number]>(ledger.map((row) => [row.id, row]))
  return arrived.map(({ at, to, reference, text }) => {
    const row = rows.get(reference)
    const kind = row?.kind ?? 'nothing in the ledger'
    return { at, to, kind, code: row?.code ?? '', authority: row?.name ?? '', text }
  })
}

const lineOf = ({ at, to, kind, code }: Expected): string => {
  const { date, time } = shown(at)
  return `${date} ${time} ${to}: ${kind}${code && ` (${code})`}`
}

/** What is in one list more often than in another. */
function more(those: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return those.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}

const atAnyTime: readonly string[] = [
  ...[
    'return checked',
    'return awaits sign-off',
    'return sent back',
    'return signed off',
    'extension granted',
    'extension refused',
    'invitation',
    'cover named',
  ],
]

function faultsOfLetter(letter: Letter): string[] {
  const { at, kind, text, authority } = letter
  const links = text.match(/https?:\/\/\S+/g) ?? []
  return [
    ...(inOfficeHours(at) || atAnyTime.includes(kind) ? [] : [`outside office hours: ${lineOf(letter)}`]),
    ...(links.length === 1 ? [] : [`${links.length} links: ${lineOf(letter)}`]),
    ...(text.includes(authority) ? [] : [`does not name its authority: ${lineOf(letter)}`]),
  ]
}
