import { expect, test } from 'vitest'
import { amountText, changeText } from './amounts.ts'

const pounds = { unit: '£', decimals: 2 }
const percent = { unit: '%', decimals: 1 }
const children = { unit: 'children', decimals: 0 }

test('a figure is written with its unit where that is a sign, and all its decimal places', () => {
  expect(amountText(1234.5, pounds)).toBe('£1,234.50')
  expect(amountText(-1234.5, pounds)).toBe('−£1,234.50')
  expect(amountText(35, percent)).toBe('35.0%')
  expect(amountText(1014, children)).toBe('1,014')
  expect(amountText(null, children)).toBe('No figure')
})

test('a change says which way, how far, and what share of what it was', () => {
  expect(changeText({ change: 2, percentage: 25 }, children)).toBe('+2 (+25%)')
  expect(changeText({ change: -1200.5, percentage: -12.5 }, pounds)).toBe('−£1,200.50 (−12.5%)')
  expect(changeText({ change: 3, percentage: null }, children)).toBe('+3')
  expect(changeText({ change: 0, percentage: 0 }, children)).toBe('No change')
  expect(changeText({ change: null, percentage: null }, children)).toBe('Not known')
})

test('a percentage moves by points, not by per cent', () => {
  expect(changeText({ change: -3.2, percentage: -10 }, percent)).toBe('−3.2 points')
})
