import type { ReadMessage } from '@rollcall/actions/read-messages'
import { mustBeLeavable, mustBeResendable } from '@rollcall/domain/message-acts'
import { messageKind } from '@rollcall/domain/message-kinds'
import { isAllowed } from '@rollcall/domain/problem'
import { button, details, warningText } from './components.ts'
import { type Mistake, mistakeIn, radios } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { column, link, paragraph, subheading } from './text.ts'

/** What can be done about a message now. What cannot is not offered. */
export function messageActs(message: ReadMessage, mistakes?: readonly Mistake[]): Html | false {
  if (message.state === 'unclear') return column(settling(message, mistakes))
  const isLeavable = isAllowed(() =>
    mustBeLeavable({ state: message.state, isLeft: message.settledBy !== null }),
  )
  const others = message.sentAgain.map(({ state }) => state)
  const isBroken = message.brokenAddressId !== null
  const isResendable = isAllowed(() => mustBeResendable({ state: message.state, others, isBroken }))
  if (!isResendable && !isLeavable) return false
  const again = isResendable && resending(message)
  if (!isLeavable) return again && column(details('Send it again', again))
  return column(html`
    ${subheading('What to do')}
    ${isBroken && warningText(html`Messages to <span class="rollcall-hash">${message.email}</span> come back. ${link(`/addresses/${message.brokenAddressId}`, 'What to do about the address')}`)}
    ${again}
    ${!isBroken && leaving(message)}`)
}

const leaving = ({ id }: ReadMessage): Html => html`
  ${paragraph('If nothing has to be done, say so: it is then no longer among the messages to look at.')}
  ${form({ action: `/messages/${id}/leave`, content: button('Nothing has to be done', { kind: 'secondary' }) })}`

function settling({ id, person, subject }: ReadMessage, mistakes?: readonly Mistake[]): Html {
  return html`
    ${subheading('Did it arrive?')}
    ${paragraph('Rollcall stopped in the moment it sent this message, so nobody knows. It never sends a message twice by itself.')}
    ${paragraph(html`Ask ${person} whether they have “${subject}”, or have the log of the mail server searched for <code class="rollcall-hash">${id}</code>.`)}
    ${form({
      action: `/messages/${id}/settle`,
      content: html`
        ${radios({
          ...{ name: 'became', legend: 'Did it arrive?', error: mistakeIn(mistakes, 'became') },
          items: [
            { value: 'arrived', words: 'Yes, it arrived' },
            {
              value: 'not arrived',
              words: 'No: send it again',
              hint: 'It is looked at again first, and sent if it is still needed.',
            },
          ],
        })}
        ${button('Save', { preventDoubleClick: true })}`,
    })}`
}

function resending(message: ReadMessage): Html {
  const isAtOnce = messageKind(message.kind).timing === 'at once'
  return html`
    ${paragraph(warningOf(message))}
    ${paragraph(`It is written anew, with what is known then${isAtOnce ? ', and goes at once' : ', and goes in office hours: from 8am to 6pm on working days'}. Where there is nothing to say any more it does not go.`)}
    ${form({
      action: `/messages/${message.id}/resend`,
      content: button(`Send it to ${message.person} again`, { kind: 'secondary', preventDoubleClick: true }),
    })}`
}

function warningOf({ state, person, email, address }: ReadMessage): string {
  switch (state) {
    case 'sent':
    case 'delivered':
      return `${person} may have this message already. Send it again only if they could not find it.`
    case 'came back':
      return address === email
        ? `It came back once. Somebody has said since that ${email} works again.`
        : `It came back from another address. It would go to ${email} now.`
    case 'complained about':
      return `Somebody reported this message as spam. Send it again only if ${person} asks for it.`
    case 'not needed':
      return 'It was not sent, as there was nothing to ask or to say any more. If that is still so, it does not go this time either.'
    case 'given up':
    // Of the others nothing is offered to be sent again.
    case 'unclear':
    case 'waiting':
    case 'sending':
      return 'It could not be sent. See why above, and that it is mended, before you try again.'
  }
}
