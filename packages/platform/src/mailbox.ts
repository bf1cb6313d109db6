import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'

/** A message that was written to a file in place of being sent. */
export interface KeptMail {
  readonly name: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly sentAt: Date
  readonly text: string
  readonly html: string
  /** Every header, as it stands in the message. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

/** The messages that are files on this machine. */
export interface Mailbox {
  /** Some of them, the newest first, and how many there are. */
  list(page: { readonly offset: number; readonly limit: number }): Promise<KeptMails>
  /** One by its name; nothing where there is none. */
  find(name: string): Promise<KeptMail | undefined>
}

interface KeptMails {
  readonly mails: readonly KeptMail[]
  readonly count: number
}

/** 2026-11-22T18-00-00.000Z-1a2b3c4d.eml: when it was written. A name that is anything else is no name. */
const nameLike = /^(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2}\.\d{3}Z)-[0-9a-f]{8}\.eml$/

/** Opens the folder that messages are written into. One that is not there yet is empty. */
export function openMailbox(folder: string): Mailbox {
  const find = async (name: string): Promise<KeptMail | undefined> => {
    if (!nameLike.test(name)) return undefined
    const bytes = await readFile(join(folder, name)).catch(nothingThere)
    return bytes && keptMail(name, await PostalMime.parse(bytes))
  }
  return {
    find,
    list: async ({ offset, limit }) => {
      const entries = await readdir(folder).catch(nothingThere)
      const names = (entries ?? []).filter((name) => nameLike.test(name)).toSorted()
      const wanted = names.toReversed().slice(offset, offset + limit)
      const mails = await Promise.all(wanted.map(find))
      return { mails: mails.filter((mail) => mail !== undefined), count: names.length }
    },
  }
}

const keptMail = (
  name: string,
  { to, from, subject = '', text = '', html = '', headers }: Email,
): KeptMail => ({
  name,
  to: (to ?? []).map(({ address = '' }) => address).join(', '),
  from: [from?.name, from?.address && `<${from.address}>`].filter(Boolean).join(' '),
  subject,
  sentAt: new Date(name.replace(nameLike, '$1:$2:$3')),
  text: text.trim(),
  html,
  headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
})

function nothingThere(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
