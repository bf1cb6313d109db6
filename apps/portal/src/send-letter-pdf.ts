import type { ReadLetter } from '@rollcall/actions/read-letters'
import { problems } from '@rollcall/domain/problems'
import { type PdfPrinter, PrinterBusy } from '@rollcall/platform/pdf-printer'
import type { FastifyReply } from 'fastify'
import type { Services } from './app.ts'
import { httpProblems } from './http-problem.ts'
import { letterDocument } from './pages/letter-document.ts'

const mostKept = 100

/** Sends letters as PDF files. A letter never changes once it is issued, so some are kept as they were last made. */
export function letterPdfs({ printer, portalUrl }: Pick<Services, 'printer' | 'portalUrl'>) {
  const kept = new Map<string, Promise<Buffer>>()

  const made = (using: PdfPrinter, letter: Issued): Promise<Buffer> => {
    const before = kept.get(letter.id)
    kept.delete(letter.id)
    const file =
      before ?? using.print(letterDocument({ ...letter, address: `${portalUrl}/letters/${letter.id}` }))
    kept.set(letter.id, file)
    for (const [oldest] of kept) if (kept.size > mostKept) kept.delete(oldest)
    return file
  }
  return async (reply: FastifyReply, letter: ReadLetter): Promise<FastifyReply> => {
    if (!isIssued(letter)) throw problems.notFound({ what: 'letter' })
    if (printer === undefined) throw httpProblems.noPdf()
    try {
      const file = await made(printer, letter)
      return reply
        .type('application/pdf')
        .headers({
          'content-disposition': `inline; filename="${letter.reference}.pdf"`,
          'cache-control': 'no-store',
        })
        .send(file)
    } catch (error) {
      kept.delete(letter.id)
      if (error instanceof PrinterBusy) throw httpProblems.pdfBusy({ cause: error })
      throw error
    }
  }
}

type Issued = ReadLetter & {
  readonly [Part in 'reference' | 'issuedOn']: NonNullable<ReadLetter[Part]>
}
const isIssued = (letter: ReadLetter): letter is Issued =>
  letter.reference !== null && letter.issuedOn !== null
