import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { aDataRequest, type Cast } from '../support/builders.ts'
import { type Hands, withKeyboard, withMouse, wordsOf } from '../support/hands.ts'
import { takePicture } from '../support/look.ts'
import { codeIn, codeSubject, type ReceivedMail } from '../support/mail-server.ts'
import { aWorkbook, notANumber, readyWorkbook, veryLow } from '../support/returns.ts'
import { emailOf } from '../support/sign-in.ts'
import { wholeRollcall } from '../support/whole-rollcall.ts'

const { db, mail, portal } = await wholeRollcall()
const { open } = testBrowser()

const ways = [
  { way: 'with a mouse', javaScriptEnabled: true, width: 1280, hands: withMouse },
  { way: 'without JavaScript, on a telephone', javaScriptEnabled: false, width: 320, hands: withMouse },
  { way: 'with a keyboard alone', javaScriptEnabled: true, width: 1280, hands: withKeyboard },
]
const file = async (bytes: Promise<Uint8Array>) => ({ name: 'return.xlsx', buffer: Buffer.from(await bytes) })

describe.concurrent.each(ways)('$way', ({ way, javaScriptEnabled, width, hands }) => {
  const complaints: (readonly string[])[] = []

  /** Opens a browser of somebody's own and signs in with a code from their mail. */
  async function signedIn(viewer: Cast['officer']): Promise<Hands> {
    const opened = await open({ javaScriptEnabled, viewport: { width, height: 900 } })
    complaints.push(opened.complaints)
    const person = hands(opened.page)
    const email = await emailOf(db, viewer)
    const isCode = ({ to, subject }: ReceivedMail) => to.includes(email) && subject === codeSubject
    const before = mail.received.filter(isCode).length
    await person.page.goto(portal.url)
    await person.press('button', 'Sign in')
    await person.type('E-mail address', email)
    await person.press('button', 'Send me a code')
    await person.type('Code', codeIn(await mail.mailTo(email, before + 1, codeSubject)))
    await person.press('button', 'Sign in')
    await person.see('Your requests')
    return person
  }

  /** Sends a file from the page of the request, and waits for its check. */
  async function send(person: Hands, bytes: Promise<Uint8Array>, outcome: RegExp | string): Promise<void> {
    await person.choose('Your return', await file(bytes))
    await person.press('button', 'Send')
    await person.see(outcome)
  }
  const picture = (page: Page, name: string) =>
    takePicture(page, `journey-${way.replaceAll(/[^a-z]+/gi, '-')}-${name}`)

  test('an officer sends, fixes, explains and sends for sign-off; the signatory signs; anybody checks the receipt', async () => {
    const cast = await aDataRequest(db, { title: `Children in illegal homes, ${way}` })
    const officer = await signedIn(cast.officer)
    await officer.press('link', `Children in illegal homes, ${way}`)
    await officer.press('button', 'Send your return')
    await send(officer, aWorkbook([notANumber, veryLow]), /1 thing to fix, and 1 more to fix or explain/)
    await picture(officer.page, 'to-fix')

    await officer.press('link', 'send the corrected file')
    await send(officer, aWorkbook([{}, veryLow]), /1 thing to fix or explain/)
    await officer.press('button', 'Fix or explain')
    await officer.type('Why is it right?', 'The health board pays the rest of it.')
    await officer.press('button', 'Save this reason')
    await officer.press('button', 'Continue')
    await officer.type(/A note to/, 'One cost is low: it is explained.')
    await officer.press('button', 'Send for sign-off')
    await officer.see('Wait for your signatory')
    await picture(officer.page, 'sent-for-sign-off')
    expect(complaints.flat()).toEqual([])

    const signatory = await signedIn(cast.signatory)
    await signatory.press('link', `Children in illegal homes, ${way}`)
    await signatory.press('button', 'Read and sign off')
    await signatory.page.getByText('One cost is low: it is explained.').waitFor()
    await signatory.press('checkbox', 'I declare this for version 2')
    await signatory.press('button', 'Sign off version 2')
    await signatory.see('Return signed off')
    await picture(signatory.page, 'signed')
    expect(complaints.flat()).toEqual([])

    await signatory.press('link', 'Get the receipt')
    await signatory.see(/Receipt$/)
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await wordsOf(signatory.page))?.[0]
    const stranger = hands((await open({ javaScriptEnabled, viewport: { width, height: 900 } })).page)
    await stranger.page.goto(`${portal.url}/check-a-receipt`)
    await stranger.type('Check code', code ?? '')
    await stranger.press('button', 'Check')
    await stranger.page.getByText('Birmingham').first().waitFor()
    await picture(stranger.page, 'receipt')
  })

  test('a signatory sends a return back; an officer reads why, asks for more time and declares nil', async () => {
    const cast = await aDataRequest(db, { title: `Sent back, ${way}` })
    const officer = await signedIn(cast.officer)
    await officer.press('link', `Sent back, ${way}`)
    await officer.press('button', 'Send your return')
    await send(officer, readyWorkbook(), 'Ready for sign-off')

    const signatory = await signedIn(cast.signatory)
    await signatory.press('link', `Sent back, ${way}`)
    await signatory.press('button', 'Read and sign off')
    await signatory.press('link', 'Send it back to your data officers')
    await signatory.type('What is wrong with it?', 'None of these children were there on the day.')
    await signatory.press('button', 'Send it back')
    await signatory.see('Nothing yet: your data officers are working on it')
    expect(complaints.flat()).toEqual([])

    await officer.page.goto(portal.url)
    await officer.press('link', `Sent back, ${way}`)
    await officer.page.getByText('None of these children were there on the day.').waitFor()
    await officer.press('link', 'Ask for more time')
    await officer.type('Day', '8')
    await officer.type('Month', '11')
    await officer.type('Year', '2024')
    await officer.type('Why do you need it?', 'We look at each child again.')
    await officer.press('button', 'Ask for more time')
    await officer.page.getByText('Success').waitFor()
    await officer.press('link', 'Ask a question')
    await officer.type('Your question', 'Does a caravan count?')
    await officer.press('button', 'Send the question')
    await officer.page.getByText('Success').waitFor()
    await officer.page.goto(portal.url)
    await officer.press('link', `Sent back, ${way}`)
    await officer.press('button', 'Send a new version')
    await officer.press('link', 'Declare a nil return')
    await officer.press('checkbox', /./)
    await officer.press('button', 'Declare the nil return')
    await officer.see('Ready for sign-off')
    await picture(officer.page, 'nil')
  })
})
