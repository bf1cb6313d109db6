import { day } from '@rollcall/domain/calendar-date'
import { dayText, summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

const help = { text: 'Help', href: '/help' }

export function generalHelpPage(reader: Reader): Html {
  return layout({
    title: 'Help',
    reader,
    part: 'help',
    content: column(html`
      ${heading('Help')}
      ${subheading('If you have a question about what you are asked')}
      ${paragraph('Each data request names a contact at the office. Write to them.')}
      ${subheading('If you cannot sign in')}
      ${paragraph('A code or a link works once, for ten minutes. ', link('/sign-in', 'Ask for a new one'), ' with the e-mail address that you were invited at.')}
      ${paragraph('If you were not invited, or that does not help, ask your authority’s signatory or the contact of your data request. They can send your invitation again.')}
      ${subheading('If you are signed out while you write')}
      ${paragraph('You are signed out when you do not use Rollcall for 30 minutes, and 12 hours after you signed in. Send what you wrote all the same: the page gives it back to you, to send again once you have signed in.')}
      ${subheading('If something did not work')}
      ${paragraph('The page says what to do. If that does not help, write to the contact of your data request. Quote the reference on the page, so that we can look up what happened. Never send us the names or details of children.')}
      ${subheading('If somebody showed you a receipt')}
      ${paragraph('You can ', link('/check-a-receipt', 'check that it is real'), ', without signing in.')}
      ${subheading('More')}
      ${bullets([
        link('/help/problems', 'Problems, by code'),
        link('/api', 'The API, for those who write software'),
        link('/accessibility', 'Accessibility'),
        link('/cookies', 'Cookies'),
      ])}
    `),
  })
}

const looked = dayText(day('2026-11-22'))

export function accessibilityPage(reader: Reader): Html {
  return layout({
    title: 'Accessibility statement',
    reader,
    part: 'help',
    above: [help],
    content: column(html`
      ${heading('Accessibility statement')}
      ${paragraph('We want everybody to be able to use Rollcall. You should be able to:')}
      ${bullets([
        'make the text four times as large without losing any of it',
        'use every page with a keyboard alone',
        'use every page with a screen reader',
        'use your own colours, with enough contrast',
        'use every page without JavaScript, but for the one that checks a file before you send it',
      ])}
      ${subheading('How accessible it is')}
      ${paragraph('We built Rollcall to meet the Web Content Accessibility Guidelines (WCAG) version 2.2 at level AA. Nobody from outside has checked yet whether it does. We know of no part that fails.')}
      ${paragraph('The code word of a problem and the addresses of the API are long words that break anywhere when there is little room.')}
      ${paragraph('You are signed out when you do not use Rollcall for 30 minutes. Five minutes before, a message asks whether you want to stay signed in, as often as you like. Twelve hours after you signed in you are signed out in any case, as this keeps what authorities send safe. What you typed is not lost: it is given back to you.')}
      ${subheading('How we tested it')}
      ${paragraph('Each time Rollcall is changed, tests open every kind of page in a browser and run the axe checks on it at two widths. They sign in, read and sign out with the keyboard alone, without JavaScript, in forced colours, and with text four times as large.')}
      ${paragraph('We have not yet tested it with people who use screen readers, magnifiers or voice, nor with those programs. Until we have, there may be faults that we do not know of.')}
      ${subheading('If you find a fault')}
      ${paragraph('Write to the contact of your data request and say which page it is on. Tell them too if you need what is on a page in another form.')}
      ${paragraph('If you are not happy with the answer, ', link('https://www.equalityadvisoryservice.com/', 'contact the Equality Advisory and Support Service'), '.')}
      ${subheading('This statement')}
      ${paragraph('Written on ', looked, '. Last looked through on ', looked, '.')}
    `),
  })
}

export function cookiesPage(reader: Reader): Html {
  return layout({
    title: 'Cookies',
    reader,
    part: 'help',
    above: [help],
    content: column(html`
      ${heading('Cookies')}
      ${paragraph('Rollcall uses cookies to sign you in and to keep you signed in, and for nothing else. It does not work without them, so we do not ask whether you want them.')}
      ${summaryList([
        {
          key: 'Name',
          value: html`<code>__Host-rollcall</code>, or <code>rollcall</code> on a portal without HTTPS`,
        },
        { key: 'What for', value: 'It shows that it is you who asks' },
        { key: 'Kept until', value: 'You sign out, or 12 hours after you signed in' },
      ])}
      ${summaryList([
        {
          key: 'Names',
          value: html`<code>__Host-rollcall-asked</code> and <code>__Host-rollcall-journey</code>, or the same without <code>__Host-</code>`,
        },
        { key: 'What for', value: 'They show that it is the browser where you began to sign in' },
        { key: 'Kept until', value: 'You are signed in, or for ten minutes' },
      ])}
      ${paragraph('We count nobody’s visits, and no page asks another site for anything.')}
    `),
  })
}
