import type { Context } from '@rollcall/actions/context'
import { FiguresFile, readFiguresFile, readSavedFigures } from '@rollcall/actions/read-figures-file'
import { RoundId } from '@rollcall/domain/ids'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { sendCsv } from '../csv.ts'
import { inOffice } from '../in-office.ts'
import { figureFileFormats } from '../pages/figure-downloads.ts'
import { sendFile } from '../send-file.ts'

const { at, figure } = FiguresFile.shape
const params = z.object({ roundId: RoundId })
const querystring = z.object({
  format: z.enum(figureFileFormats).default('csv'),
  at: at.describe('A snapshot, or `now`'),
  figure: figure.describe('The id of one figure; left out: all'),
  by: z
    .string()
    .max(400)
    .optional()
    .describe('The names of one breakdown: `region,setting_type`; empty for England alone; left out: all')
    .transform((names) => names?.split(',').filter((name) => name !== '')),
})

const path = '/rounds/:roundId/figures-file'

/** Figures to be saved, for the API. */
export function figureFileRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    path,
    {
      config: { givesFile: true },
      schema: {
        tags: ['figures'],
        summary: 'Figures as CSV, as a workbook or as Parquet: as they stand, or as they were kept',
        params,
        querystring,
      },
    },
    (request, reply) => sendFigures(contextFor(request), { ...request.params, ...request.query }, reply),
  )
}

/** The same for the pages. */
export function figureFilePageRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    path,
    { config: { givesFile: true }, schema: { hide: true, params, querystring } },
    async (request, reply) => {
      inOffice(request)
      return await sendFigures(contextFor(request), { ...request.params, ...request.query }, reply)
    },
  )
}

type Asked = z.output<typeof params> & z.output<typeof querystring>

async function sendFigures(
  context: Context,
  { format, ...asked }: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (format !== 'csv') {
    const { bytes, fileName } = await readFiguresFile(context, asked, format)
    return sendFile(reply, bytes, fileName)
  }
  const { saved, fileName } = await readSavedFigures(context, asked)
  const { table, warning } = saved
  const heads = [...table.columns.map(({ name }) => name), 'warning']
  return sendCsv(reply, [heads, ...table.rows.map((row) => [...row, warning])], `${fileName}.csv`)
}
