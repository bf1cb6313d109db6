import { listOutliersOf, listUsualFigures } from '@rollcall/database/compared-returns'
import type { Trx } from '@rollcall/database/connect'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'

interface Compared {
  readonly id: DataRequestId
  readonly roundId: RoundId
  readonly authorityCode: string
}

/** How a return stands beside the others of its round: what stands out in it, and what is usual in its region and in England. */
export async function comparedWithOthers(
  trx: Trx,
  { authorities, collection }: CompiledCollection,
  { id, roundId, authorityCode }: Compared,
) {
  const region = authorities.get(authorityCode)?.region ?? null
  const outliers = await listOutliersOf(trx, id)
  const usual = await listUsualFigures(trx, roundId, region)
  return {
    region,
    outliers: outliers.flatMap(({ figure: of, found }) => {
      const figure = collection.figures.find((one) => one.id === of)
      return figure ? [{ figure, found }] : []
    }),
    usual: collection.figures.flatMap((figure) => {
      const own = usual.filter((one) => one.figure === figure.id)
      const inEngland = own.find((one) => one.region === null)
      const inRegion = own.find((one) => one.region !== null) ?? null
      return inEngland ? [{ figure, inEngland, inRegion }] : []
    }),
  }
}
