import { counted } from './text.ts'

/** What of a signed return somebody should look at before it is accepted. */
export interface OpenMatters {
  /** Whether it has been compared with the other returns since it was signed. */
  readonly isCompared: boolean
  /** How many of its figures stand out. */
  readonly outliers: number
  /** Whether another authority seems to count one of its children. */
  readonly hasClash: boolean
  /** How many of the reasons its officers gave nobody has accepted or refused. */
  readonly unreadExplanations: number
}

/** Why a signed return is not accepted together with others, in a sentence for each reason; none where nothing about it is open. */
export function openMatters({ isCompared, outliers, hasClash, unreadExplanations }: OpenMatters): string[] {
  return [
    ...(isCompared ? [] : ['It has not been compared with the other returns yet.']),
    ...(outliers > 0 ? [`${counted(outliers, 'figure')} ${outliers === 1 ? 'stands' : 'stand'} out.`] : []),
    ...(hasClash ? ['Another authority seems to count a child that is in it.'] : []),
    ...(unreadExplanations > 0
      ? [
          `${counted(unreadExplanations, 'reason')} of its officers ${unreadExplanations === 1 ? 'has' : 'have'} not been looked at.`,
        ]
      : []),
  ]
}
