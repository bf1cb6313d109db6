import type { OutcomeId, PartId, Section20PlaceId } from './lines.ts'

// What the samples add up to. Published by the office for 2022-23: 6,469 presented; of 4,879 others than unaccompanied children whose
// outcome is known 40% were accommodated, 39% of these under section 20 and 61% (1,190) not; 14% of those under section 20 went to
// foster care or a children's home. Everything else is invented to be believable.
export const totals: Readonly<Record<PartId, Readonly<Record<OutcomeId, number>>>> = {
  uasc: {
    unknown: 62,
    returned: 31,
    section_20: 742,
    section_17: 88,
    part_7: 14,
    undistinguished: 21,
    not_accommodated: 40,
  },
  others: {
    unknown: 592,
    returned: 1842,
    section_20: 761,
    section_17: 743,
    part_7: 447,
    undistinguished: 0,
    not_accommodated: 1086,
  },
}

export const placeTotals: Readonly<Record<PartId, Readonly<Record<Section20PlaceId, number>>>> = {
  uasc: {
    section_20_foster: 171,
    section_20_home: 22,
    section_20_supported: 531,
    section_20_other: 18,
  },
  others: {
    section_20_foster: 41,
    section_20_home: 66,
    section_20_supported: 606,
    section_20_other: 48,
  },
}
