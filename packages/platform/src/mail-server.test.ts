import { expect, test } from 'vitest'
import { mailServer, senderOf } from './mail-server.ts'

test.each([
  ['smtps://mail.example', { host: 'mail.example', port: 465, tls: 'at once' }],
  ['smtp://mail.example', { host: 'mail.example', port: 587, tls: 'required' }],
  ['smtp://mail:1025?tls=none', { host: 'mail', port: 1025, tls: 'none' }],
  ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, tls: 'none' }],
  ['smtp://[::1]:1025/', { host: '::1', port: 1025, tls: 'none' }],
])(
  '%s is read as it is meant, and nothing leaves this machine unencrypted unless it says so',
  (url, server) => {
    expect(mailServer(url)).toEqual(server)
  },
)

test('a login and a password may have any sign in them', () => {
  expect(mailServer('smtps://roll%40call:p%2Fss@mail.example')).toMatchObject({
    login: { user: 'roll@call', pass: 'p/ss' },
  })
})

test.each(['smtps://mail.example?tls=none', 'smtp://mail.example/x', 'smtp://mail.example?tls=none&x=1'])(
  '%s says more than is known',
  (url) => {
    expect(mailServer(url)).toBeUndefined()
  },
)

test('a sender has a name or none', () => {
  expect(senderOf('Rollcall <rollcall@example.org>')).toEqual({
    name: 'Rollcall',
    address: 'rollcall@example.org',
  })
  expect(senderOf('rollcall@example.org')).toEqual({ name: '', address: 'rollcall@example.org' })
})
