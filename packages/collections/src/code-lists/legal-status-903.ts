import { CodeList } from '@rollcall/domain/code-list'

/**
 * Legal status of a child in care: item LS of the children looked-after return (SSDA903), 2025 code set.
 * 'Section 20' is read as V2. Short breaks (V3, V4) fall under the same section, but people who mean those say so.
 */
export const legalStatus903: CodeList = CodeList.parse({
  id: 'legal_status_903',
  title: 'Legal status',
  codes: [
    {
      code: 'C1',
      label: 'Interim care order',
      group: 'Care orders',
      aliases: ['ICO', 'Interim care order (ICO)', 'Interim CO'],
    },
    {
      code: 'C2',
      label: 'Full care order',
      group: 'Care orders',
      aliases: ['FCO', 'Full care order (FCO)', 'Care order', 'CO', 'Full CO', 'Section 31', 'S31', 'S.31'],
    },
    {
      code: 'D1',
      label: 'Freeing order granted',
      group: 'Placement orders',
      // Replaced by placement orders when the Adoption and Children Act 2002 came in. No episode may start with it since.
      until: '2005-12-31',
      aliases: ['Freeing order'],
    },
    {
      code: 'E1',
      label: 'Placement order granted',
      group: 'Placement orders',
      aliases: ['Placement order', 'Placement order (PO)', 'PO'],
    },
    {
      code: 'V2',
      label: 'Single period of accommodation under section 20 (Children Act 1989)',
      group: 'Voluntary agreements (section 20)',
      aliases: [
        'Single period of accommodation under section 20',
        'Single period of accommodation under S20',
        'Accommodated under section 20',
        'Accommodated under S20',
        'Section 20',
        'Section 20 (Children Act 1989)',
        'Section 20 Children Act 1989',
        'Section 20 accommodation',
        'Section 20 voluntary',
        'Section 20 (voluntary)',
        'Sec 20',
        'Sec. 20',
        'S20',
        'S.20',
      ],
    },
    {
      code: 'V3',
      label: 'Agreed series of short-term breaks, individual episodes recorded',
      group: 'Short breaks',
    },
    {
      code: 'V4',
      label: 'Agreed series of short-term breaks, agreements recorded (not individual episodes)',
      group: 'Short breaks',
    },
    {
      code: 'L1',
      label: 'Under police protection and in local authority accommodation',
      group: 'Emergency and police protection',
      aliases: [
        'Under police protection and in LA accommodation',
        'Under police protection',
        'Police protection',
        'Police powers of protection',
        'Section 46',
        'S46',
      ],
    },
    {
      code: 'L2',
      label: 'Emergency protection order (EPO)',
      group: 'Emergency and police protection',
      aliases: ['Emergency protection order', 'EPO', 'Section 44', 'S44'],
    },
    {
      code: 'L3',
      label: 'Under child assessment order and in local authority accommodation',
      group: 'Emergency and police protection',
      aliases: [
        'Under child assessment order and in LA accommodation',
        'Under child assessment order',
        'Child assessment order',
        'Section 43',
        'S43',
      ],
    },
    {
      code: 'J1',
      label: 'Remanded to local authority accommodation or to youth detention accommodation',
      group: 'Youth justice',
      aliases: [
        'Remanded to LA accommodation or to youth detention accommodation',
        'Remanded to local authority accommodation',
        'Remanded to LA accommodation',
        'Remanded to youth detention accommodation',
        'On remand',
        'Remanded',
        'Remand',
      ],
    },
    {
      code: 'J2',
      label: 'Placed in local authority accommodation under PACE 1984, including secure accommodation',
      group: 'Youth justice',
      aliases: [
        'Placed in LA accommodation under PACE 1984, including secure accommodation',
        'Placed in local authority accommodation under PACE',
        'Under PACE',
        'PACE 1984',
        'PACE',
      ],
    },
    {
      code: 'J3',
      label: 'Sentenced to Youth Rehabilitation Order with residence or intensive fostering requirement',
      group: 'Youth justice',
      aliases: [
        'Youth Rehabilitation Order with residence or intensive fostering requirement',
        'Youth Rehabilitation Order with residence requirement',
        'Youth Rehabilitation Order with intensive fostering requirement',
        'YRO with residence requirement',
        'YRO with intensive fostering requirement',
      ],
    },
  ],
})
