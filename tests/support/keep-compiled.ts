import { keepCompiled, keptCompiled } from '@rollcall/platform/keep-compiled'

// As in every program of ours, so that those which the tests start begin sooner.
keepCompiled()
Object.assign(process.env, keptCompiled())
