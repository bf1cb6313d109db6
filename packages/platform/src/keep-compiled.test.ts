import { expect, test } from 'vitest'
import { keepCompiled, keptCompiled } from './keep-compiled.ts'

test('compiled code is kept beside the packages, and processes that are started are told where', () => {
  keepCompiled()

  expect(keptCompiled().NODE_COMPILE_CACHE).toMatch(/node_modules\/\.cache\/compiled/)
})
