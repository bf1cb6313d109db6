// Starts what the design system does with script. Every page works without.
import { initAll } from 'govuk-frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

if (document.body.dataset.signedInUntil) void import('./session-warning.js')
// Somebody has signed out, or been away for too long: other tabs may still show what is theirs.
else new BroadcastChannel('rollcall-session').postMessage('look')
