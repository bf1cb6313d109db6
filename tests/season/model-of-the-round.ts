import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { RoundAct, RoundDeed } from './acts-of-the-round.ts'
import { stillAsChecked } from './model-acts.ts'
import { both, officers, type Pending, written } from './model-post.ts'
import { type Authority, isOutstanding, type World } from './model-world.ts'

/** What an act of the office for everybody does to the world, and the messages that come of it. */
export const whatFollowsForAll = (act: RoundAct, world: World): Pending[] => follows[act.does](world, act)

const nothing = (): Pending[] => []

const proposes = (world: World): Pending[] => {
  world.hasProposal = true
  return []
}

const follows: Readonly<Record<RoundDeed, (world: World, act: RoundAct) => Pending[]>> = {
  'propose to relax the check': proposes,
  'propose that the check holds again': proposes,
  'relax the check': (world, { at }) => relaxed(world, at, true),
  'have the check hold again': (world, { at }) => relaxed(world, at, false),
  'change the due date': (world, { at, on = world.dueOn }) => {
    world.dueOn = on
    world.dueChangedAt = at
    return world.authorities.flatMap((of) => {
      isDue(of, on, at)
      const isNeeded = () => isOutstanding(of) && world.dueChangedAt === at
      return written(of, 'dates changed', both, at, { about: at.toISOString(), isNeeded })
    })
  },
  // What is held back is looked at wherever something is handed over.
  'pause the round': nothing,
  'resume the round': nothing,
  'pause all': nothing,
  'resume all': nothing,
  'announce the figures': (world, { at }) => {
    world.announcedAt = at
    return world.authorities.flatMap((of) =>
      written(of, 'figures published', both, at, {
        about: at.toISOString(),
        isNeeded: () => world.announcedAt === at,
        whenSent: (address) => world.toldOfFigures.add(address),
      }),
    )
  },
  'withdraw the announcement': (world, { at }) => {
    world.announcedAt = undefined
    return world.authorities
      .flatMap((of) => written(of, 'publication withdrawn', both, at))
      .map((one) => ({
        ...one,
        isNeeded: () => world.announcedAt === undefined && world.toldOfFigures.has(one.to.address),
      }))
  },
}

/** Whoever was given more time than everybody has keeps it; whoever asked for no more is answered by it. */
function isDue(of: Authority, roundDueOn: CalendarDate, at: Date): void {
  const { givenUntil, asksUntil } = of
  const dueOn = givenUntil !== undefined && givenUntil > roundDueOn ? givenUntil : roundDueOn
  if (dueOn !== of.dueOn) of.dueSince = at
  of.dueOn = dueOn
  if (asksUntil !== undefined && asksUntil <= roundDueOn) {
    of.asksUntil = undefined
    of.givenUntil = asksUntil
  }
}

/** Officers are told of it, and of what it changes about the version they have sent. */
function relaxed(world: World, at: Date, isRelaxed: boolean): Pending[] {
  world.isRelaxed = isRelaxed
  world.hasProposal = false
  const kind = isRelaxed ? 'rule relaxed' : 'rule no longer relaxed'
  return world.authorities.flatMap((of) => [
    ...written(of, kind, officers, at, {
      isNeeded: () => isOutstanding(of) && world.isRelaxed === isRelaxed,
    }),
    ...checkedAgain(of, at, isRelaxed),
  ])
}

function checkedAgain(of: Authority, at: Date, isRelaxed: boolean): Pending[] {
  const [before, after] = isRelaxed
    ? (['to be answered', 'checked'] as const)
    : (['checked', 'to be answered'] as const)
  if (!of.isOdd || of.phase !== before) return []
  of.phase = after
  return written(of, 'return checked again', officers, at, { isNeeded: stillAsChecked(of) })
}
