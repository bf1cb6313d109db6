import { readCheck, readFrozen } from '@rollcall/actions/read-check'
import { DataRequestId } from '@rollcall/domain/ids'
import { z } from 'zod'
import { type App, askerOf, type ContextFor } from '../app.ts'
import { askedScript, checkerAssets } from '../checker-assets.ts'
import { noSuchAddress } from '../no-such-address.ts'
import { checkPage } from '../pages/check-page.ts'
import { readerWithoutEnd } from '../reader.ts'
import { withPolicy } from '../safe-headers.ts'
import { sendAsset } from '../send-asset.ts'

const params = z.object({ dataRequestId: DataRequestId })

/** The page that checks a file in a browser before it is sent, and what it is made of. */
export function checkRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/data-requests/:dataRequestId/check',
    { helmet: withPolicy('pageThatReadsAFile'), schema: { hide: true, params } },
    async (request) => {
      const { dataRequestId } = request.params
      const { title, frozen, ...own } = await readCheck(contextFor(request), dataRequestId)
      const { page, worker } = await checkerAssets()
      const asked = `/data-requests/${dataRequestId}/asked.js?version=${frozen.key}`
      return checkPage({
        ...{ reader: readerWithoutEnd(request), dataRequestId, title, own },
        maySend: askerOf(request).viewer.role === 'officer',
        scripts: { page, worker, asked },
      })
    },
  )

  // No secret, but only whoever is asked has a use for it.
  app.get(
    '/data-requests/:dataRequestId/asked.js',
    { schema: { hide: true, params } },
    async (request, reply) =>
      sendAsset(
        request,
        reply,
        askedScript(await readFrozen(contextFor(request), request.params.dataRequestId)),
        'private',
      ),
  )

  for (const name of ['page', 'worker'] as const) {
    app.get(
      `/assets/check-${name}-:hash.js`,
      {
        config: { open: true, asset: true },
        schema: { hide: true },
        ...(name === 'worker' && { helmet: withPolicy('workerThatReadsAFile') }),
      },
      async (request, reply) => {
        const { [name]: script } = await checkerAssets()
        if (script.path !== request.url.split('?')[0]) return await noSuchAddress(request)
        return await sendAsset(request, reply, script)
      },
    )
  }
}
