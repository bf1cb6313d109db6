import type { LocalAuthorityType, Rank } from './local-authority.ts'

interface Names {
  /** What goes before "City Council": several where people shorten it. None: it has no regular forms. */
  readonly short?: readonly string[]
  /** Whole names that follow no pattern, initials the council goes by, and misspellings met more than once. */
  readonly also?: readonly string[]
}

/** Everything a local authority is known to be called beside its name. Differences of case, spaces, dashes and '&' need no alias. */
export function aliasesOf(
  code: string,
  name: string,
  type: LocalAuthorityType,
  rank: Rank,
): readonly string[] {
  const { short = [name], also = [] } = irregular[code] ?? {}
  const formal = short.flatMap((x) => [...formsOfType[type](x), ...formsOfRank[rank](x)])
  return [...new Set([...short, ...also, ...formal])].filter((alias) => alias !== name)
}

// "(B)", "District" and "London Boro" are the Ordnance Survey's way, "UA" the Office for National Statistics'.
const formsOfType: Record<LocalAuthorityType, (x: string) => readonly string[]> = {
  London: (x) => [
    `London Borough of ${x}`,
    `London Borough of ${x} Council`,
    `London Borough ${x}`,
    `${x} London Borough Council`,
    `${x} London Borough`,
    `${x} London Boro`,
    `${x} Borough Council`,
    `LB ${x}`,
    `LB of ${x}`,
    `${x} LB`,
  ],
  metropolitan: (x) => [
    `${x} Metropolitan Borough Council`,
    `${x} Metropolitan Borough`,
    `Metropolitan Borough of ${x}`,
    `${x} MBC`,
    `${x} Metropolitan District Council`,
    `${x} MDC`,
    `${x} District`,
    `${x} District (B)`,
  ],
  unitary: (x) => [`${x} Unitary Authority`, `${x} UA`],
  county: () => [],
}

const formsOfRank: Record<Rank, (x: string) => readonly string[]> = {
  city: (x) => [
    ...council(x),
    `${x} City Council`,
    `${x} City`,
    `${x} CC`,
    `City of ${x}`,
    `City of ${x} Council`,
    `City of ${x} (B)`,
    `${x}, City of`,
    `${x} (City of)`,
    `${x} City of`,
  ],
  'royal borough': (x) => [
    ...council(x),
    `Royal Borough of ${x}`,
    `Royal Borough of ${x} Council`,
    `${x} Royal Borough Council`,
    `${x} Royal Borough`,
    `${x} Borough Council`,
    `RB ${x}`,
    `${x} (B)`,
  ],
  borough: (x) => [
    ...council(x),
    `${x} Borough Council`,
    `${x} Borough`,
    `Borough of ${x}`,
    `${x} BC`,
    `${x} (B)`,
  ],
  county: (x) => [
    ...council(x),
    `${x} County Council`,
    `${x} County`,
    `${x} CC`,
    `County of ${x}`,
    `${x}, County of`,
    `${x} (County of)`,
    `${x} County of`,
  ],
  district: (x) => [...council(x), `${x} District Council`, `${x} District`],
}

const council = (x: string) => [`${x} Council`, `${x} Local Authority`]

const irregular: Readonly<Record<string, Names>> = {
  '201': {
    short: [],
    also: [
      'City of London Corporation',
      'Corporation of London',
      'City of London Council',
      'City and County of the City of London',
      'London, City of',
      'London (City of)',
    ],
  },
  '203': { also: ['RBG'] },
  '205': { also: ['LBHF', 'H&F', 'Hammersmith'] },
  '207': { also: ['RBKC', 'K&C', 'Kensington'] },
  '211': { also: ['LBTH'] },
  '301': { also: ['LBBD', 'Barking'] },
  '314': { short: ['Kingston upon Thames', 'Kingston'], also: ['Kingston on Thames', 'RBK'] },
  '318': { short: ['Richmond upon Thames', 'Richmond'], also: ['Richmond on Thames', 'LBRuT'] },
  '320': { also: ['LBWF'] },
  '342': { short: ['St. Helens', 'St Helens', 'Saint Helens'] },
  '344': { also: ['The Wirral'] },
  '351': { also: ['Bruy'] },
  '380': { also: ['City of Bradford Metropolitan District Council', 'City of Bradford MDC', 'CBMDC'] },
  '381': { also: ['Calerdale'] },
  '384': { also: ['City of Wakefield Metropolitan District Council', 'City of Wakefield MDC'] },
  '391': { short: ['Newcastle upon Tyne', 'Newcastle'], also: ['Newcastle on Tyne'] },
  '392': { also: ['N Tyneside'] },
  '393': { also: ['S Tyneside'] },
  '420': { also: ['Council of the Isles of Scilly', 'Scilly', 'Scilly Isles', 'The Isles of Scilly'] },
  '800': {
    short: ['Bath and North East Somerset', 'Bath and NE Somerset', 'BANES', 'B&NES'],
    also: ['Bath'],
  },
  '801': { short: ['Bristol'] },
  '802': { short: ['North Somerset', 'N Somerset'] },
  '803': { short: ['South Gloucestershire', 'South Glos'] },
  '806': { also: ['Middlesborough'] },
  '807': { also: ['Redcar'] },
  '808': { short: ['Stockton-on-Tees', 'Stockton'] },
  '810': { short: ['Kingston upon Hull', 'Hull'], also: ['Kingston on Hull'] },
  '811': { short: ['East Riding of Yorkshire', 'East Riding'], also: ['East Yorkshire', 'ERYC'] },
  '812': { short: ['North East Lincolnshire', 'NE Lincolnshire', 'North East Lincs', 'NE Lincs'] },
  '813': { short: ['North Lincolnshire', 'North Lincs', 'N Lincs'] },
  '815': { short: ['North Yorkshire', 'North Yorks', 'N Yorkshire', 'N Yorks'] },
  '823': { short: ['Central Bedfordshire', 'Central Beds'] },
  '825': { short: ['Buckinghamshire', 'Bucks'] },
  '826': { also: ['MK'] },
  '830': { short: ['Derbyshire', 'Derbys'] },
  '835': { short: ['Dorset'] },
  '839': {
    short: ['Bournemouth, Christchurch and Poole', 'Bournemouth Christchurch and Poole', 'BCP'],
    // Two authorities until 2019, and still what people call the place.
    also: ['Bournemouth', 'Poole', 'Bournemouth, Christchurch, Poole'],
  },
  '840': { short: ['Durham'], also: ['Co Durham', 'Co. Durham', 'County Durham Council'] },
  '845': { short: ['East Sussex', 'E Sussex'] },
  '846': { also: ['Brighton'] },
  '850': { short: ['Hampshire', 'Hants'] },
  '855': { short: ['Leicestershire', 'Leics'] },
  '860': { short: ['Staffordshire', 'Staffs'] },
  '861': { short: ['Stoke-on-Trent', 'Stoke'] },
  '865': { short: ['Wiltshire', 'Wilts'] },
  '867': { also: ['Bracknell'] },
  '868': { also: ['RBWM', 'Windsor'] },
  '869': { short: ['West Berkshire', 'West Berks', 'W Berks'] },
  '873': { short: ['Cambridgeshire', 'Cambs'] },
  '882': { short: ['Southend-on-Sea', 'Southend'] },
  '884': { short: ['Herefordshire'] },
  '885': { short: ['Worcestershire', 'Worcs'] },
  '887': { also: ['Medway Towns', 'The Medway Towns'] },
  '888': { short: ['Lancashire', 'Lancs'] },
  '889': { short: ['Blackburn with Darwen', 'Blackburn'], also: ['Blackburn and Darwen', 'BwD'] },
  '891': { short: ['Nottinghamshire', 'Notts'] },
  '893': { also: ['Salop'] },
  '894': { short: ['Telford and Wrekin', 'Telford and the Wrekin', 'Telford'], also: ['The Wrekin'] },
  '896': { short: ['Cheshire West and Chester', 'Cheshire West'], also: ['CWAC'] },
  '916': { short: ['Gloucestershire', 'Glos'] },
  '919': { short: ['Hertfordshire', 'Herts'] },
  '921': { also: ['IOW'] },
  '925': { short: ['Lincolnshire', 'Lincs'] },
  '928': { short: ['Northamptonshire', 'Northants'] },
  '931': { short: ['Oxfordshire', 'Oxon'] },
  '937': { short: ['Warwickshire', 'Warks'] },
  '938': { short: ['West Sussex', 'W Sussex'] },
  '940': { short: ['North Northamptonshire', 'North Northants', 'N Northants'] },
  '941': { short: ['West Northamptonshire', 'West Northants', 'W Northants'] },
  '943': { also: ['Westmorland', 'Westmoreland and Furness'] },
}
