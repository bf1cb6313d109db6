import { randomUUID } from 'node:crypto'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import { messageOf, nothingFromOutside, type Sender } from './mail-message.ts'

/** Writes each message to a file that whoever runs this machine can open. */
export function intoFolder(folder: string, sender: Sender, log: Log): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, ...nothingFromOutside })
  return {
    provider: 'folder',
    send: async (mail) => {
      const { message, messageId } = await transport.sendMail(messageOf(mail, sender))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chmod(folder, 0o700)
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`
      const path = join(folder, name)
      await writeFile(`${path}.part`, message, { mode: 0o600, flag: 'wx' })
      // Nobody who looks into the folder sees half a message.
      await rename(`${path}.part`, path)
      log.info({ path }, 'a message was written to a file, as neither SMTP_URL nor NOTIFY_API_KEY is set')
      return { provider: 'folder', id: messageId }
    },
  }
}
