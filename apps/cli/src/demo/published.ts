import { withCommas } from '@rollcall/domain/text'
import type { Standing } from './rounds.ts'
import type { FirstRound, SecondRound } from './story.ts'

/** One line of the comparison: a figure as the demonstration made it, and as the office published it where it did. */
export interface Compared {
  readonly title: string
  readonly ours: string
  readonly published: string
}

/** The figures beside the published ones: docs/collections.md says what was published, and what the samples are made from. */
export const compared2024 = ({ asPublished: first, corrected }: FirstRound): Compared[] => [
  line('Children, as first published', whole(first, 'children'), '775'),
  line(
    'under a deprivation of liberty order',
    `${asNumber(first.figure('share_dol')?.numerator)}, ${percentage(first, 'share_dol')}`,
    '31%',
  ),
  line('age of the youngest', whole(first, 'youngest_age'), '2'),
  line('in homes over £1 million a year', whole(first, 'over_one_million_a_year'), '33'),
  line('mean cost of a day', pounds(first, 'mean_daily_cost', 2), ''),
  line('cost of a year, formula v1', pounds(first, 'annualised_cost'), 'nearly £440 million'),
  line('Children, corrected', whole(corrected, 'children'), '764'),
]

export const compared2025 = ({ complete }: SecondRound): Compared[] => [
  line('Children', whole(complete, 'children'), '669'),
  line('under 10', withShare(complete, 'Under 10'), '3.1%'),
  line('10 to 15', withShare(complete, '10 to 15'), '46%'),
  line('over 15', withShare(complete, '16 to 17'), '51%'),
  line('there for a year or more', whole(complete, 'over_one_year'), '89'),
  line('with an education, health and care plan', percentage(complete, 'share_ehcp'), 'about 60%'),
  line('supported by mental health services', percentage(complete, 'share_camhs'), '36%'),
  line('in homes over £1 million a year', whole(complete, 'over_one_million_a_year'), '36'),
  line('mean cost of a week', pounds(complete, 'mean_weekly_cost', 2), 'about £10,500'),
  line('cost of a year, formula v1', pounds(complete, 'annualised_cost'), '£353 million *'),
  line('also there a year before', whole(complete, 'also_last_round'), ''),
]

export const remark =
  '* 669 children at £1,500 a day come to £366 million by the formula that gives nearly £440 million for 2024: the published total of 2025 does not follow it, and ours is not bent to it.'

const line = (title: string, ours: string, published: string): Compared => ({ title, ours, published })

const whole = (standing: Standing, id: string, group?: string): string =>
  asNumber(standing.figure(id, group)?.value)

/** How many children are of an age band, and what share of all that is. */
function withShare(standing: Standing, ageBand: string): string {
  const [own, all] = [standing.figure('children', ageBand)?.value, standing.figure('children')?.value]
  if (own == null || !all) return 'not known'
  return `${withCommas(own)}, ${((100 * own) / all).toFixed(1)}%`
}

const asNumber = (value: number | null | undefined): string =>
  value == null ? 'not known' : withCommas(value)

function percentage(standing: Standing, id: string): string {
  const value = standing.figure(id)?.value
  return value == null ? 'not known' : `${value.toFixed(1)}%`
}

function pounds(standing: Standing, id: string, decimals = 0): string {
  const value = standing.figure(id)?.value
  if (value == null) return 'not known'
  const [whole = '', pence] = value.toFixed(decimals).split('.')
  return `£${withCommas(Number(whole))}${pence === undefined ? '' : `.${pence}`}`
}
