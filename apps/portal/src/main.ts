import { migrate } from '@rollcall/database/migrate'
import { runProcess } from '@rollcall/platform/run-process'
import { startPortal } from './start-portal.ts'

await runProcess({ name: 'portal', prepare: migrate, start: startPortal })
