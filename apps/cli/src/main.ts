import { keepCompiled } from '@rollcall/platform/keep-compiled'

// Before anything else is loaded.
keepCompiled()
await import('./command-line.ts')
