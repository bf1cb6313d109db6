import type { ApiClient } from './api-client.ts'

/** Opens a round of children in illegal homes through the API, has it approved and issues it. It stays open for long. */
export async function openRound(analyst: ApiClient, approver: ApiClient, authorities: readonly string[]) {
  const round = await analyst.post<{ roundId: string; revision: number }>('/api/v1/rounds', {
    collectionId: 'illegal-homes',
    title: 'Children in illegal homes, September 2024',
    referenceOn: '2024-09-01',
    issueOn: '2024-09-02',
    // Far ahead, so that the calendar does not close it.
    dueOn: '2099-10-31',
    closesOn: '2099-11-15',
    contact: 'returns@office.example',
    authorities,
  })
  if (round === undefined) throw new Error('the round was opened without an answer')
  const { roundId, revision } = round
  await approver.post(`/api/v1/rounds/${roundId}/approval`, { revision })
  await analyst.post(`/api/v1/rounds/${roundId}/issue`)
  return roundId
}
