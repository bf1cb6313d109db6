import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

export function signInPage(): Html {
  return layout(
    'Sign in',
    html`
      <h1>Sign in to Rollcall</h1>
      <p>Use this only if you have just asked for the link that brought you here. It works once.</p>
      <form method="post"><button>Sign in</button></form>
    `,
  )
}
