import multipart from '@fastify/multipart'
import Fastify from 'fastify'

// The least that anybody has to do who takes in files over HTTP: read them, and keep nothing. A process of its own, which says its address.
const app = Fastify()
await app.register(multipart, { limits: { fileSize: 30_000_000 } })
app.post('/', async (request, reply) => {
  const part = await request.file()
  let bytes = 0
  for await (const piece of part?.file ?? []) bytes += (piece as Buffer).length
  return reply.status(202).send({ bytes })
})
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
