import { expect, test } from 'vitest'
import { messageMail } from './message-mail.ts'

test('a message has its greeting, its words, one link, who writes and why, and nothing where there is nothing', () => {
  const { text, html } = messageMail({
    ...{
      to: 'ada@camden.example',
      name: 'Ada Byron',
      address: 'https://rollcall.example/x',
      why: 'Because.',
    },
    written: { subject: 'Look', paragraphs: ['These wait:', ['One', 'Two'], [], ''], link: 'See them' },
  })

  expect(text).toBe(
    'Dear Ada Byron\n\nThese wait:\n\n- One\n- Two\n\nSee them:\nhttps://rollcall.example/x\n\nRollcall, for the Children’s Commissioner\n\nBecause.\n',
  )
  expect(html.match(/<a /g)).toHaveLength(1)
  expect(html).not.toContain(
    '<ul style="margin: 0 0 20px; font-size: 18px; line-height: 1.45; padding: 0 0 0 20px"></ul>',
  )
})
