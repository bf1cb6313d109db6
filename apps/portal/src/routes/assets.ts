import type { App } from '../app.ts'
import { type Asset, assets } from '../assets.ts'
import { compress, type Encoding, encodingFor } from '../encodings.ts'

const config = { open: true, asset: true }
const schema = { hide: true }

export function assetRoutes(app: App): void {
  for (const asset of Object.values<Asset>(assets)) {
    const compressed = compressedOnce(asset)
    app.get(asset.path, { config, schema }, async (request, reply) => {
      const encoding = encodingFor(request.headers['accept-encoding'])
      reply
        .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
        .type(asset.type)
      return encoding
        ? await reply.header('content-encoding', encoding).send(await compressed(encoding))
        : await reply.send(asset.content)
    })
  }
}

/** Compresses a file as well as can be: for whoever asks first, and no more after that. */
function compressedOnce({ content }: Asset): (encoding: Encoding) => Promise<Buffer> {
  const made = new Map<Encoding, Promise<Buffer>>()
  return (encoding) => {
    const answer = made.get(encoding) ?? compress(content, encoding, 'best')
    made.set(encoding, answer)
    return answer
  }
}
