// Every name says that it is made up.
const madeUp = [
  'Example',
  'Sample',
  'Made-up',
  'Fictional',
  'Invented',
  'Imaginary',
  'Pretend',
  'Specimen',
  'Placeholder',
]
const trades = ['Care', 'Homes', 'Support', 'Living', 'Pathways']

export const providerNames: readonly string[] = madeUp.flatMap((word) =>
  trades.map((trade) => `${word} ${trade} Ltd`),
)

export const otherSettings = [
  'Converted farm building',
  'Flat above an office',
  'Former school boarding house',
  'Disused hospital ward',
  'Annexe of a family centre',
] as const
