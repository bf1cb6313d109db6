import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BecameOfMessage } from '@rollcall/domain/delivery'
import { z } from 'zod'
import type { Carrier, Heard } from './carriers.ts'

const Sent = z.object({
  ...{ email_address: z.string(), reference: z.string() },
  personalisation: z.object({ subject: z.string(), message: z.string() }),
})

/** Of every so many messages it is told that one was delivered; of each that came back, that it did. */
const toldOf = 7

/** What lies between a worker and Notify, so that it is heard what goes over it and the worker can be killed at any moment. */
export async function startLineToNotify(notifyUrl: string, heard: Heard) {
  const told: { reference: string; became: BecameOfMessage }[] = []
  let [taken, asked] = [0, 0]

  const passOn = async ({ method = 'GET', url = '/', headers }: IncomingMessage, body: string) =>
    await fetch(`${notifyUrl}${url}`, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
      ...(method === 'POST' && { body }),
    })

  const take = async (request: IncomingMessage, body: string): Promise<Response | 'broken'> => {
    const { email_address: to, reference, personalisation } = Sent.parse(JSON.parse(body))
    if (heard.gone.has(to)) {
      heard.onRefused(to)
      told.push({ reference, became: 'came back' })
      return await passOn(request, body)
    }
    // Whoever is killed at this moment has said nothing that anybody heard.
    if (await heard.onNamed()) return 'broken'
    const answered = await passOn(request, body)
    taken++
    if (taken % toldOf === 0) told.push({ reference, became: 'delivered' })
    const { subject, message: text } = personalisation
    await heard.onTaken({ to, reference, subject, text })
    return answered
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const isToSend = request.method === 'POST'
    if (!isToSend) asked++
    const answered = isToSend ? await take(request, body) : await passOn(request, body)
    if (answered === 'broken') response.destroy()
    else
      response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text())
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    told: (): ReturnType<Carrier['told']> => told.splice(0),
    asked: () => asked,
    stop: () => {
      http.closeAllConnections()
      return new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
