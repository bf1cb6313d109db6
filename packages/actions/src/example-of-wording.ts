import type { Worded } from '@rollcall/domain/message-kind'
import { findMessageKind } from '@rollcall/domain/message-kinds'
import { exampleFacts } from '@rollcall/domain/worded'
import { fillIn, type Wording, type Written } from '@rollcall/domain/wording'
import type { Mail } from '@rollcall/platform/mail'
import { because } from './because.ts'
import { messageMail } from './message-mail.ts'

/** How a wording reads when what it names is filled in from examples. A letter is no e-mail. */
export function exampleOf(
  worded: Worded,
  wording: Wording,
  portalUrl: string,
): { readonly written: Written; readonly mail: Mail | undefined } {
  const facts = exampleFacts(worded)
  const written = fillIn(wording, facts)
  const [writtenAs] = findMessageKind(worded.kind)?.to ?? []
  if (writtenAs === undefined) return { written, mail: undefined }
  const isOfOffice = writtenAs === 'analyst' || writtenAs === 'approver'
  const mail = messageMail({
    ...{ to: 'priya.shah@authority.example', name: String(facts.name), written },
    address: `${portalUrl}/…`,
    why: because({ writtenAs, authority: isOfOffice ? null : 'Camden' }),
  })
  return { written, mail }
}
