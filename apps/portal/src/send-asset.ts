import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asset } from './assets.ts'
import { compress, type Encoding, encodingFor } from './encodings.ts'

/** Who may keep a file whose address changes with it: everybody on the way, or only the browser of somebody who is signed in. */
type Kept = 'public' | 'private'

export type Content = Pick<Asset, 'type' | 'content'>

/** Sends a file to be kept for ever. Nothing in it is anybody's alone, so that it may be compressed. */
export async function sendAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  asset: Content,
  kept: Kept = 'public',
): Promise<FastifyReply> {
  const encoding = encodingFor(request.headers['accept-encoding'])
  reply
    .headers({ 'cache-control': `${kept}, max-age=31536000, immutable`, vary: 'accept-encoding' })
    .type(asset.type)
  return encoding
    ? await reply.header('content-encoding', encoding).send(await compressed(asset, encoding))
    : await reply.send(asset.content)
}

const made = new WeakMap<Content, Map<Encoding, Promise<Buffer>>>()

/** Compresses a file as well as can be: for whoever asks first, and no more after that. */
function compressed(asset: Content, encoding: Encoding): Promise<Buffer> {
  const own = made.get(asset) ?? new Map<Encoding, Promise<Buffer>>()
  made.set(asset, own)
  const answer = own.get(encoding) ?? compress(asset.content, encoding, 'best')
  own.set(encoding, answer)
  return answer
}
