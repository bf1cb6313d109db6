import { isOpenOn } from '@rollcall/domain/authority'
import { day } from '@rollcall/domain/calendar-date'
import { expect, test } from 'vitest'
import { authorities } from './authorities.ts'
import { hexagons } from './hexagons.ts'

type Place = NonNullable<ReturnType<(typeof hexagons)['get']>>

const today = authorities.filter((authority) => isOpenOn(authority, day('2025-09-01')))

function placeOf(name: string): Place {
  const place = hexagons.get(today.find((authority) => authority.name === name)?.code ?? '')
  if (place === undefined) throw new Error(`${name} has no place`)
  return place
}

/** How many steps from hexagon to hexagon lead from one place to another. */
function steps(a: Place, b: Place): number {
  const [across, down] = [Math.abs(a.column - b.column), Math.abs(a.row - b.row)]
  return down + Math.max(0, (across - down) / 2)
}

test('each local authority of today has a hexagon, and no two have the same', () => {
  expect([...hexagons.keys()].sort()).toEqual(today.map(({ code }) => code).sort())
  expect(new Set([...hexagons.values()].map(({ column, row }) => `${column} ${row}`)).size).toBe(today.length)
})

test('every hexagon stands where hexagons can be, and the map begins at its left edge', () => {
  const places = [...hexagons.values()]

  expect(places.filter(({ column }) => !Number.isInteger(column))).toEqual([])
  expect(new Set(places.map(({ column, row }) => (column + row) % 2)).size).toBe(1)
  expect(Math.min(...places.map(({ column }) => column))).toBe(0)
  expect(Math.min(...places.map(({ row }) => row))).toBe(0)
})

const islands = ['Isle of Wight', 'Isles of Scilly']

test.each(Object.entries(Object.groupBy(today, ({ region }) => region ?? 'none')))(
  '%s is in one piece, but for its islands',
  (_, those = []) => {
    const left = new Set(those.filter(({ name }) => !islands.includes(name)).map(({ name }) => placeOf(name)))
    const reached = [...left].slice(0, 1)
    for (const place of reached) {
      left.delete(place)
      const next = [...left].filter((other) => steps(place, other) === 1)
      for (const one of next) left.delete(one)
      reached.push(...next)
    }

    expect(left.size).toBe(0)
  },
)

test.each(islands)('%s has water around it', (name) => {
  const place = placeOf(name)

  expect([...hexagons.values()].filter((other) => steps(place, other) === 1)).toEqual([])
})

test.each([
  ['Northumberland', 'Newcastle upon Tyne'],
  ['Northumberland', 'Cumberland'],
  ['Gateshead', 'Newcastle upon Tyne'],
  ['County Durham', 'Darlington'],
  ['Middlesbrough', 'Redcar and Cleveland'],
  ['Middlesbrough', 'Stockton-on-Tees'],
  ['Cumberland', 'Westmorland and Furness'],
  ['Westmorland and Furness', 'Lancashire'],
  ['Lancashire', 'Blackpool'],
  ['Lancashire', 'Blackburn with Darwen'],
  ['Liverpool', 'Knowsley'],
  ['Liverpool', 'Sefton'],
  ['Liverpool', 'Wirral'],
  ['Manchester', 'Salford'],
  ['Manchester', 'Stockport'],
  ['Manchester', 'Trafford'],
  ['Rochdale', 'Calderdale'],
  ['Cheshire East', 'Cheshire West and Chester'],
  ['Cheshire East', 'Stoke-on-Trent'],
  ['Leeds', 'Bradford'],
  ['Leeds', 'Wakefield'],
  ['North Yorkshire', 'York'],
  ['East Riding of Yorkshire', 'Kingston upon Hull, City of'],
  ['Sheffield', 'Rotherham'],
  ['Sheffield', 'Derbyshire'],
  ['Nottingham', 'Nottinghamshire'],
  ['Derby', 'Derbyshire'],
  ['Leicester', 'Leicestershire'],
  ['Lincolnshire', 'North East Lincolnshire'],
  ['Lincolnshire', 'Rutland'],
  ['Birmingham', 'Sandwell'],
  ['Birmingham', 'Solihull'],
  ['Staffordshire', 'Stoke-on-Trent'],
  ['Shropshire', 'Telford and Wrekin'],
  ['Herefordshire, County of', 'Worcestershire'],
  ['Coventry', 'Warwickshire'],
  ['Norfolk', 'Suffolk'],
  ['Norfolk', 'Cambridgeshire'],
  ['Cambridgeshire', 'Peterborough'],
  ['Essex', 'Southend-on-Sea'],
  ['Essex', 'Suffolk'],
  ['Bedford', 'Central Bedfordshire'],
  ['Hertfordshire', 'Enfield'],
  ['Thurrock', 'Havering'],
  ['Camden', 'Islington'],
  ['Camden', 'Westminster'],
  ['Hackney', 'Tower Hamlets'],
  ['Lambeth', 'Southwark'],
  ['Greenwich', 'Bexley'],
  ['Kingston upon Thames', 'Richmond upon Thames'],
  ['Hillingdon', 'Slough'],
  ['Bromley', 'Kent'],
  ['Kent', 'Medway'],
  ['Kent', 'East Sussex'],
  ['Brighton and Hove', 'East Sussex'],
  ['Brighton and Hove', 'West Sussex'],
  ['Hampshire', 'Southampton'],
  ['Hampshire', 'Portsmouth'],
  ['Isle of Wight', 'Portsmouth'],
  ['Oxfordshire', 'Buckinghamshire'],
  ['Reading', 'Wokingham'],
  ['Gloucestershire', 'South Gloucestershire'],
  ['Bristol, City of', 'South Gloucestershire'],
  ['Bristol, City of', 'Bath and North East Somerset'],
  ['Wiltshire', 'Swindon'],
  ['Somerset', 'Devon'],
  ['Dorset', 'Bournemouth, Christchurch and Poole'],
  ['Devon', 'Plymouth'],
  ['Devon', 'Torbay'],
  ['Devon', 'Cornwall'],
  ['Cornwall', 'Isles of Scilly'],
])('%s and %s are neighbours, or nearly', (one, other) => {
  expect(steps(placeOf(one), placeOf(other))).toBeLessThanOrEqual(2)
})

test.each([
  ['Northumberland', 'north', 'Leeds'],
  ['Leeds', 'north', 'Birmingham'],
  ['Birmingham', 'north', 'Camden'],
  ['Camden', 'north', 'Brighton and Hove'],
  ['Liverpool', 'west', 'Leeds'],
  ['Cornwall', 'west', 'Devon'],
  ['Devon', 'west', 'Hampshire'],
  ['Bristol, City of', 'west', 'Camden'],
  ['Birmingham', 'west', 'Norfolk'],
  ['Richmond upon Thames', 'west', 'Bexley'],
])('%s is %s of %s', (one, way, other) => {
  const [a, b] = [placeOf(one), placeOf(other)]

  expect(way === 'north' ? a.row < b.row : a.column < b.column).toBe(true)
})
