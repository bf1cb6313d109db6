import { expect, test } from 'vitest'
import { webAddressIn } from './web-address.ts'

test.each([
  ['See https://bad.example/x now', 'https://bad.example/x'],
  ['ftp://bad', 'ftp://bad'],
  ['\\\\bad\\share', '\\\\bad\\share'],
  ['See www.bad', 'www.bad'],
  ['See WWW.Bad.Example.', 'WWW.Bad.Example.'],
  ['Go to bad.example/x, please', 'bad.example/x,'],
  ['Go to bad.example', 'bad.example'],
  ['(bad.co.uk)', 'bad.co.uk'],
  ['"bad.example"', 'bad.example'],
  ['see...bad.example', 'bad.example'],
  ['-bad.example', '-bad.example'],
  ['bad.example-', 'bad.example'],
  ['bad.example:8080', 'bad.example:8080'],
  ['bad.example?a=1', 'bad.example?a=1'],
  ['bad_host.example', 'bad_host.example'],
  ['xn--bad.xn--example', 'xn--bad.xn--example'],
  ['плохо.рф', 'плохо.рф'],
  ['बुरा.भारत', 'बुरा.भारत'],
  ['bad。example', 'bad。example'],
  ['bad．example／x', 'bad．example／x'],
  ['The return.It is late', 'return.It'],
  ['return.xlsx/now', 'return.xlsx/now'],
  ['return.xlsx.bad.example', 'return.xlsx.bad.example'],
  ['return.xlsx and bad.example', 'bad.example'],
  ['holiday.zip', 'holiday.zip'],
  ['bad.example/x@camden.example', 'bad.example/x@camden.example'],
  ['bad.example?x@camden.example', 'bad.example?x@camden.example'],
  ['ada@camden.example/sign-in', 'camden.example/sign-in'],
  ['ada@a.b.example/x', 'a.b.example/x'],
  ['ada@camden.example or bad.example', 'bad.example'],
])('%s has an address in it: %s', (text, address) => {
  expect(webAddressIn(text)).toBe(address)
})

test.each([
  'Use a code, e.g. IH-014, i.e. the one above.',
  'Due on 31.3.2026 at 9.30am, or 10.30 p.m.',
  'Version 2.1 costs £1,555.50 a day (0.5% more).',
  'Dr. J.R. Smith-Jones jr.',
  'Ask ada.king@camden.gov.uk, o’neill+data@camden.example or (data@office.example).',
  'Save it as return.xlsx. Is it return.csv? Then send RETURN.CSV: that will do.',
  'Section 2F of the Act, s.2F(3), no.10; and/or 24/7',
  'Wait… and then... go on',
  'To: nobody. Why? Note: nothing',
  'A full stop.',
  '',
])('%s has none', (text) => {
  expect(webAddressIn(text)).toBeUndefined()
})

test('a long text of nothing but the beginnings of addresses is read to its end', () => {
  const texts = ['a'.repeat(20_000), 'a.'.repeat(10_000), 'a-'.repeat(10_000), '@a.'.repeat(7_000)]

  expect(texts.map(webAddressIn)).toEqual([undefined, undefined, undefined, undefined])
})
