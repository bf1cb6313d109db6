import type { RoundId } from '@rollcall/domain/ids'
import type { ToDoGroup } from '@rollcall/domain/to-do'
import type { Status } from './components.ts'

interface GroupWords {
  readonly title: string
  /** What is to be done about them. */
  readonly means: string
  readonly colour: NonNullable<Status['colour']>
  /** Where one of them is dealt with. */
  readonly one: (id: string) => string
  /** Where all of them are, below the address of the round. */
  readonly all: string
}

/** How each kind of thing to do is called, and where it is done. */
export const toDoWords: Readonly<Record<ToDoGroup, GroupWords>> = {
  failed: {
    title: 'Files we could not check',
    means:
      'Something broke on our side while the file was checked. Its officers have been asked to send it again. If they do not, help them.',
    colour: 'red',
    one: (id) => `/data-requests/${id}/review`,
    all: '/to-do/failed',
  },
  overdue: {
    title: 'Questions that were not answered in time',
    means: 'The day to answer by is over. Write to the authority again, or close the question.',
    colour: 'red',
    one: (id) => `/data-queries/${id}`,
    all: '/to-do/overdue',
  },
  answered: {
    title: 'Questions that were answered',
    means: 'Read the answer. Then close the question, or ask more.',
    colour: 'yellow',
    one: (id) => `/data-queries/${id}`,
    all: '/to-do/answered',
  },
  'more-time': {
    title: 'Authorities that ask for more time',
    means: 'Until you decide, the return stays due as it is.',
    colour: 'yellow',
    one: (id) => `/extensions/${id}`,
    all: '/extensions',
  },
  questions: {
    title: 'Questions from authorities',
    means: 'Answer them. The answer goes to every authority of the round.',
    colour: 'yellow',
    one: (id) => `/questions/${id}/publish`,
    all: '/questions',
  },
  messages: {
    title: 'Messages that may not have arrived',
    means:
      'They came back, could not be sent, or nobody knows. Look at each: send it again, or say that nothing has to be done.',
    colour: 'red',
    one: (id) => `/messages/${id}`,
    all: '/to-do/messages',
  },
  addresses: {
    title: 'People who cannot be reached',
    means:
      'Messages to them come back, and their return is not done. Their colleagues have been asked to name somebody else.',
    colour: 'red',
    one: (id) => `/addresses/${id}`,
    all: '/to-do/addresses',
  },
  relaxations: {
    title: 'Rules to be relaxed, waiting for approval',
    means: 'Another person than the one who proposed it decides.',
    colour: 'yellow',
    one: (id) => `/relaxations/${id}`,
    all: '/rules',
  },
  extracts: {
    title: 'Extracts of rows, waiting for approval',
    means: 'Another person than the one who asked for it decides.',
    colour: 'yellow',
    one: (id) => `/extracts/${id}`,
    all: '/extracts',
  },
  letters: {
    title: 'Letters of non-compliance, waiting for approval',
    means: 'The return is still owed. Read each letter, then approve it or decline it.',
    colour: 'yellow',
    one: (id) => `/letters/${id}`,
    all: '/letters',
  },
  explanations: {
    title: 'Signed returns with reasons to look at',
    means: 'Its officers explained what is odd. Accept each reason, or refuse it.',
    colour: 'yellow',
    one: (id) => `/data-requests/${id}/review`,
    all: '/to-do/explanations',
  },
  accept: {
    title: 'Signed returns to accept',
    means: 'A return counts in the figures once it is accepted. Read it, then accept it or ask about it.',
    colour: 'yellow',
    one: (id) => `/data-requests/${id}/review`,
    all: '/to-do/accept',
  },
  clashes: {
    title: 'Children that two authorities count',
    means: 'Two signed returns seem to have the same child. Ask both authorities.',
    colour: 'yellow',
    one: (id) => `/data-requests/${id}/review`,
    all: '/clashes',
  },
  outliers: {
    title: 'Signed returns with figures that stand out',
    means: 'A figure is far from what is usual. Read the return before you accept it.',
    colour: 'yellow',
    one: (id) => `/data-requests/${id}/review`,
    all: '/outliers?waiting=yes',
  },
}

export const toDoAddress = (roundId: RoundId): string => `/rounds/${roundId}/to-do`
