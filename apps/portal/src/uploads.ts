import { createHash } from 'node:crypto'
import type { MultipartFile } from '@fastify/multipart'
import type { Context } from '@rollcall/actions/context'
import { type ReceivedContent, receiveContent } from '@rollcall/actions/receive-content'
import type { DataRequestId } from '@rollcall/domain/ids'
import { submissionProblems } from '@rollcall/domain/submission'
import { refusals } from '@rollcall/workbook/refusal'
import type { FastifyRequest } from 'fastify'
import { httpProblems } from './http-problem.ts'

/**
 * The file of an upload, as it comes in. It ends only when the whole file was here: one that was cut short, by a limit or by a lost
 * connection, throws instead.
 */
async function fileOf(request: FastifyRequest): Promise<AsyncIterable<Uint8Array>> {
  if (!request.isMultipart()) throw httpProblems.fileMissing()
  // Whoever hung up before anybody read is not noticed by reading: that would wait for ever.
  if (request.raw.destroyed) throw httpProblems.uploadBroken()
  const files = request.files()
  const { value: part } = await files.next().catch(broken)
  if (part?.fieldname !== 'file') {
    part?.file.resume()
    throw httpProblems.fileMissing()
  }
  return whole(part, files, request)
}

type Upload = FastifyRequest & { readonly params: { readonly dataRequestId: DataRequestId } }

/** Takes in the file of an upload as what may become a version of a return. */
export const receiveUpload = async (context: Context, request: Upload): Promise<ReceivedContent> =>
  await receiveContent(context, request.params, await fileOf(request))

/** The SHA-256 of a file, of which nothing is kept. */
export async function hashOfFile(request: FastifyRequest): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of await fileOf(request)) hash.update(bytes)
  return hash.digest('hex')
}

async function* whole(
  { file }: MultipartFile,
  files: AsyncIterator<MultipartFile>,
  request: FastifyRequest,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of file) yield bytes as Buffer
  } catch (error) {
    broken(error)
  }
  if (file.truncated) throw tooLarge()
  if (request.raw.destroyed && !request.raw.complete) throw httpProblems.uploadBroken()
  // Nobody is to believe that a second file was taken in too.
  if (!(await files.next().catch(broken)).done) throw httpProblems.fileMissing()
}

/** What multipart says of a body that is not one, or ends too soon. */
function broken(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge()
  if (message?.startsWith('Multipart: Boundary')) throw httpProblems.fileMissing()
  const isBroken =
    code === 'FST_MP_PREMATURE_CLOSE' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    code === 'ECONNRESET' ||
    code === 'ABORT_ERR' ||
    /^(?:Unexpected end of|Part terminated|Malformed|aborted)/.test(message ?? '')
  throw isBroken ? httpProblems.uploadBroken() : error
}

const tooLarge = () => submissionProblems.fileTooLarge({ sentence: refusals['too-big'] })
