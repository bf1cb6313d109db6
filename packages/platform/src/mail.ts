/** A part of what a message says: a paragraph, a list, figures to be typed somewhere, or where to go. */
export type MailPart =
  | string
  | readonly string[]
  | { readonly code: string }
  | { readonly link: string; readonly words: string }

/** One message to one person. */
export interface Mail {
  /** The address that is stored for the person, and never one that was just typed. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same part by part, for whoever carries it in a form of their own. */
  readonly parts: readonly MailPart[]
  /** What it is known by with us, and what whoever carries it can be asked for. */
  readonly reference?: string
  /** What the e-mail alone carries, so that a report of it can be believed. It says nothing by itself. */
  readonly proof?: string
}

/** Who took a message, and what they call it. */
export interface Handed {
  readonly provider: 'smtp' | 'notify' | 'folder'
  readonly id: string
}

export interface Mailer {
  /** Who carries mail. */
  readonly provider: Handed['provider']
  /** Hands a message over, or throws a `MailFault`. */
  send(mail: Mail): Promise<Handed>
  /** What became of a message that was begun, where whoever carries mail can be asked: nothing, where they never had it. */
  readonly find?: (reference: string) => Promise<Handed | undefined>
  /** Ends connections that are kept open. */
  readonly close?: () => void
}

/**
 * Why a message was not handed over: nobody could be reached ('away'); not now, but later; never; never to this address. Or it is
 * 'not known' whether it was, as the connection broke when all of it had been said.
 */
export type MailFaultKind = 'away' | 'not now' | 'refused' | 'no such address' | 'not known'

/** A message that was not handed over. Its words never hold whom it was to. */
export class MailFault extends Error {
  override readonly name = 'MailFault'
  readonly kind: MailFaultKind
  /** What the server or the service said, in its code alone: 'EENVELOPE 550'. */
  readonly said: string

  constructor(kind: MailFaultKind, said: string) {
    super(`a message could not be handed over (${kind}): ${said || 'it was not said why'}`)
    this.kind = kind
    this.said = said
  }
}
