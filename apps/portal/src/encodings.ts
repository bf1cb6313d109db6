import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'
/** 'best' takes a tenth of a second for a large file, 'quick' a few milliseconds. */
type Effort = 'best' | 'quick'

const compressors = {
  br: (content: string, effort: Effort) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: effort === 'best' ? 11 : 5,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    }),
  gzip: (content: string, effort: Effort) => promisify(gzip)(content, { level: effort === 'best' ? 9 : 6 }),
} satisfies Record<Encoding, unknown>

export const compress = (content: string, encoding: Encoding, effort: Effort): Promise<Buffer> =>
  compressors[encoding](content, effort)

/** The better of the two that whoever asks can read; none where it says so of neither (RFC 9110 section 12.5.3). */
export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const weights = new Map(
    (accepted ?? '').split(',').map((one) => {
      const [name = '', ...parameters] = one.toLowerCase().split(';')
      const weight = parameters
        .map((parameter) => parameter.trim())
        .find((parameter) => parameter.startsWith('q='))
      return [name.trim(), weight === undefined ? 1 : Number(weight.slice(2))]
    }),
  )
  return (['br', 'gzip'] as const).find((encoding) => (weights.get(encoding) ?? 0) > 0)
}
