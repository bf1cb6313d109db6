import type { Act, Deed } from './lives.ts'
import { both, officers, type Pending, signatories, written } from './model-post.ts'
import { type Authority, isOutstanding, officerOf, type World } from './model-world.ts'
import { addressOf } from './stage.ts'
import { shown } from './times.ts'

/** What an act does to the world, and the messages that come of it. */
export function whatFollows(act: Act, world: World): Pending[] {
  const of = world.authorities.find(({ code }) => code === act.code)
  if (of === undefined) throw new Error(`nobody knows ${act.code}`)
  return follows[act.does](of, act, world)
}

const follows: Readonly<Record<Deed, (of: Authority, act: Act, world: World) => Pending[]>> = {
  'declare nil': (of, act, world) => sent(of, act, world, false),
  'send a workbook': (of, act, world) => sent(of, act, world, false),
  'send an odd workbook': (of, act, world) => sent(of, act, world, true),
  'ask for sign-off': (of, { at }) => {
    const isSame = sameVersion(of)
    of.phase = 'with its signatory'
    const isNeeded = () => isSame() && of.phase === 'with its signatory'
    return written(of, 'return awaits sign-off', signatories, at, { isNeeded, atOnce: true })
  },
  'send back': (of, { at }) => {
    const isSame = sameVersion(of)
    of.phase = 'sent back'
    return written(of, 'return sent back', officers, at, { isNeeded: isSame, atOnce: true })
  },
  'sign off': (of, { at }, { news }) => {
    const isSame = sameVersion(of)
    of.phase = 'signed'
    news.push(at)
    const isNeeded = () => isSame() && ['signed', 'queried', 'accepted'].includes(of.phase)
    return written(of, 'return signed off', both, at, { isNeeded, atOnce: true })
  },
  accept: (of, { at }, { news }) => {
    of.phase = 'accepted'
    news.push(at)
    return written(of, 'return accepted', both, at, { isNeeded: () => of.phase === 'accepted' })
  },
  exclude: (of, { at }) => {
    of.phase = 'excluded'
    return written(of, 'return excluded', both, at, { isNeeded: () => of.phase === 'excluded' })
  },
  reopen: (of, { at }) => {
    of.phase = 'asked'
    return written(of, 'return reopened', both, at, { isNeeded: () => of.phase === 'asked' })
  },
  'ask for time': (of, { until }) => {
    of.asksUntil = until
    return []
  },
  'grant time': givenTime,
  'give time': givenTime,
  'refuse time': (of, { at }) => {
    of.asksUntil = undefined
    const isNeeded = () => isOutstanding(of) && of.asksUntil === undefined
    return written(of, 'extension refused', both, at, { isNeeded, atOnce: true })
  },
  'raise a query': (of, { at, until = of.dueOn }) => {
    const query = { dueOn: until, since: at, waits: true, isOpen: true }
    of.query = query
    of.phase = 'queried'
    return written(of, 'data query raised', both, at, { isNeeded: () => query.isOpen && query.waits })
  },
  answer: (of) => {
    if (of.query) of.query.waits = false
    return []
  },
  'close the query': (of, { at }) => {
    if (of.query) of.query.isOpen = false
    of.phase = 'signed'
    return written(of, 'data query closed', both, at)
  },
  'invite an officer': (of, { at, officer = 0 }) => {
    const to = officerOf(of.code, officer)
    of.people.push(to)
    return [alone(of, 'invitation', to, at, () => !to.hasLeft)]
  },
  'name a cover': (of, { at, until = of.dueOn }) => {
    of.coveredUntil = until
    const [to] = of.people
    return to ? [alone(of, 'cover named', to, at, (then) => shown(then).date <= until && !to.hasLeft)] : []
  },
  'remove an officer': (of, { officer = 0 }) => {
    leaves(of, officer)
    return []
  },
  'hand over': (of, { at, officer = 0 }) => {
    leaves(of, officer)
    const isToDo = () => isOutstanding(of) || of.phase === 'queried'
    return isToDo() ? written(of, 'work handed over', officers, at, { isNeeded: isToDo }) : []
  },
}

/** Whether no newer version has come since. */
function sameVersion(of: Authority): () => boolean {
  const { version } = of
  return () => of.version === version
}

/** A message to one person about themselves, which is of no round. */
const alone = (
  { code }: Authority,
  kind: string,
  to: Pending['to'],
  after: Date,
  isNeeded: Pending['isNeeded'],
): Pending => ({ ...{ kind, code, to, after, isNeeded, atOnce: true }, ...{ isOfRound: false, about: '' } })

function leaves(of: Authority, officer: number): void {
  const gone = of.people.find(({ address }) => address === addressOf('officer', of.code, officer))
  if (gone) gone.hasLeft = true
}

function sent(of: Authority, { at }: Act, { isRelaxed }: World, isOdd: boolean): Pending[] {
  of.version++
  of.isOdd = isOdd
  of.phase = isOdd && !isRelaxed ? 'to be answered' : 'checked'
  return written(of, 'return checked', officers, at, { isNeeded: stillAsChecked(of), atOnce: true })
}

/** Whether what a check came to is still what is to be done: no newer version came, and it did not go on to its signatory. */
export function stillAsChecked(of: Authority): () => boolean {
  const isSame = sameVersion(of)
  return () => isSame() && ['to be answered', 'checked'].includes(of.phase)
}

function givenTime(of: Authority, { at, until = of.dueOn }: Act, world: World): Pending[] {
  of.dueOn = until
  of.givenUntil = until
  of.asksUntil = undefined
  of.dueSince = at
  const isNeeded = () => isOutstanding(of) && of.dueOn === until && until > world.dueOn
  return written(of, 'extension granted', both, at, { isNeeded, atOnce: true })
}
