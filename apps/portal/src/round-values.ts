import { collections } from '@rollcall/collections/collections'
import type { WholeOfficeRound } from '@rollcall/database/office-rounds'
import { type CalendarDate, inWords, shift } from '@rollcall/domain/calendar-date'
import type { RoundDates } from '@rollcall/domain/round'
import { whyNotWorking } from '@rollcall/domain/working-days'
import type { RoundValues } from './pages/round-form-page.ts'
import type { RoundSources } from './round-form.ts'

interface Standing extends RoundSources {
  readonly round: WholeOfficeRound
  /** The codes of those it asks. */
  readonly asked: readonly string[]
}

const noDay = { day: '', month: '', year: '' }

/** The form of a round that nobody has filled in. */
export const noValues: RoundValues = {
  ...{ collection: undefined, title: undefined, contact: undefined },
  ...{ codes: undefined, except: undefined, kinds: [] },
  ...{ reference: noDay, issue: noDay, due: noDay, closes: noDay, publish: noDay },
  ...{ who: 'all', regions: [], last: 'before' },
}

/** The form of a draft as it stands. */
export const valuesOf = ({ round, asked }: Standing): RoundValues => ({
  ...daysOf(round),
  ...{ collection: undefined, title: round.title, contact: round.contact },
  ...whoOf(round, asked),
  last: round.lastRoundId ?? 'none',
})

function whoOf({ whoAsked }: WholeOfficeRound, asked: readonly string[]) {
  const { by } = whoAsked
  return {
    who: by === 'list' ? 'codes' : by,
    kinds: by === 'kinds' ? whoAsked.kinds : [],
    regions: by === 'regions' ? whoAsked.regions : [],
    codes: by === 'list' ? asked.join('\n') : undefined,
    except: whoAsked.except.join('\n'),
  }
}

const daysOf = ({ referenceOn, issueOn, dueOn, closesOn, publishOn }: RoundDates) => ({
  reference: partsOf(referenceOn),
  issue: partsOf(issueOn),
  due: partsOf(dueOn),
  closes: partsOf(closesOn),
  publish: publishOn === null ? noDay : partsOf(publishOn),
})

const partsOf = (date: CalendarDate) => {
  const [year = '', month = '', day = ''] = date.split('-').map((part) => String(Number(part)))
  return { day, month, year }
}

/** The form of a round like another, with every date a year later, and what has to be looked at in it. */
export function yearLater(standing: Standing) {
  const { round, collection } = standing
  const days = {
    ...{ referenceOn: later(round.referenceOn), issueOn: later(round.issueOn), dueOn: later(round.dueOn) },
    ...{ closesOn: later(round.closesOn), publishOn: round.publishOn && later(round.publishOn) },
  }
  const newest = collections
    .filter(({ id }) => id === collection.id)
    .toSorted((one, other) => other.version - one.version)[0]
  return {
    title: round.title,
    doubts: [
      ...doubtOf('The issue date', days.issueOn),
      ...doubtOf('The due date', days.dueOn),
      ...doubtOf('The closing date', days.closesOn),
      ...(days.publishOn === null ? [] : doubtOf('The publication date', days.publishOn)),
    ],
    values: {
      ...valuesOf(standing),
      ...daysOf(days),
      collection: newest && `${newest.id} ${newest.version}`,
      title: round.title.replaceAll(/\b20\d\d\b/g, (year) => String(Number(year) + 1)),
      last: 'before',
    },
  }
}

const later = (date: CalendarDate): CalendarDate => shift(date, { years: 1 })

/** That nobody is at work on a day, where that is so. */
function doubtOf(what: string, date: CalendarDate): string[] {
  const why = whyNotWorking(date)
  return why === undefined ? [] : [`${what}, ${inWords(date)}, is ${why}.`]
}
