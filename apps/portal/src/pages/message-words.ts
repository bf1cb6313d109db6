import type { MessageState, WrittenAs } from '@rollcall/domain/message'
import type { Status } from './components.ts'

/** How far a message has got, as every page says it. */
export const statusOfMessage: Readonly<Record<MessageState, Status>> = {
  waiting: { words: 'Waiting', colour: 'yellow' },
  sending: { words: 'Being sent', colour: 'teal' },
  sent: { words: 'Sent', colour: 'green' },
  delivered: { words: 'Arrived', colour: 'green' },
  'came back': { words: 'Came back', colour: 'red' },
  'complained about': { words: 'Reported as spam', colour: 'red' },
  'not needed': { words: 'Not needed', colour: 'grey' },
  'given up': { words: 'Given up', colour: 'red' },
  unclear: { words: 'Unclear', colour: 'orange' },
}

/** What each state means, for those who wonder. */
export const meaningOfMessage: Readonly<Record<MessageState, string>> = {
  waiting: 'It goes out when it is due.',
  sending: 'It is being handed to the mail server now.',
  sent: 'The mail server took it. It has not come back.',
  delivered: 'The mail service, or a person, says that it arrived.',
  'came back':
    'The address does not work. Nothing more is sent to it until somebody says that it works again.',
  'complained about': 'Whoever has this address reported a message as spam. Nothing more is sent to it.',
  'not needed': 'When it was due, there was nothing to ask or to say any more. It was not sent.',
  'given up': 'It could not be sent, and is not tried again.',
  unclear: 'It may have gone out or not. It is not sent again unless somebody decides so.',
}

/** As whom somebody was written to. */
export const writtenAsWords: Readonly<Record<WrittenAs, string>> = {
  officer: 'data officer',
  signatory: 'signatory',
  analyst: 'analyst',
  approver: 'approver',
  cover: 'stands in',
}
