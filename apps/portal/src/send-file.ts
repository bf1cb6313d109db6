import type { FastifyReply } from 'fastify'

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  other: 'application/octet-stream',
} as const

/** Sends a file to be saved under a name of ours; no browser and no proxy keeps it. */
export function sendFile(reply: FastifyReply, bytes: Uint8Array, fileName: string): FastifyReply {
  return reply
    .type(fileName.endsWith('.xlsx') ? mediaTypes.xlsx : mediaTypes.other)
    .headers({
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    })
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
