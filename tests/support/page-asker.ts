import type { AuthorityViewer, OfficeViewer } from '@rollcall/domain/viewer'
import type { LightMyRequestResponse } from 'fastify'
import type { testPortal } from './portal.ts'

/** The words of a page, without what they are set in. */
const textOf = (body: string): string =>
  body
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ')

/** Opens pages and sends their forms as this person does, without a browser; as nobody, where nobody is said. */
export function pageAsker(portal: ReturnType<typeof testPortal>, viewer?: AuthorityViewer | OfficeViewer) {
  const ask = (request: Parameters<ReturnType<typeof portal.as>>[0]): Promise<LightMyRequestResponse> =>
    viewer ? portal.as(viewer)(request) : portal.app.inject(request)
  const read = ({ statusCode, headers, body }: LightMyRequestResponse) => ({
    ...{ statusCode, body, text: textOf(body) },
    location: headers.location,
  })
  return {
    open: async (url: string) => read(await ask({ url })),
    send: async (url: string, fields: Readonly<Record<string, string>>) =>
      read(
        await ask({
          ...{ method: 'POST', url, payload: new URLSearchParams(fields).toString() },
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ),
  }
}
