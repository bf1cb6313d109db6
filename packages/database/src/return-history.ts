import type { DataRequest } from '@rollcall/domain/data-request'
import type { Trx } from './connect.ts'

/** The audit events about one return, oldest first. A person the viewer does not know has no name here: somebody of the office, to an authority. */
export const listReturnHistory = (trx: Trx, { id, authorityId }: Pick<DataRequest, 'id' | 'authorityId'>) =>
  trx
    .selectFrom('auditEvents')
    .leftJoin('people', 'people.id', 'auditEvents.personId')
    .select([
      'auditEvents.seq',
      'auditEvents.at',
      'auditEvents.type',
      'auditEvents.details',
      'auditEvents.personId',
      'people.name as personName',
      'auditEvents.clientId',
    ])
    .where('auditEvents.authorityId', '=', authorityId)
    .where('auditEvents.dataRequestId', '=', id)
    .orderBy('auditEvents.seq')
    .execute()
