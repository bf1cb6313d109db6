import { expect, test } from 'vitest'
import { isTest, type ProjectFile, projectFiles } from '../support/project-files.ts'

const files = ['apps', 'packages', 'tests'].flatMap((folder) => projectFiles(folder, '.ts'))
const lines = ({ text }: ProjectFile) => text.split('\n').length - 1

test('a file is small enough to be read at one sitting', () => {
  const [longest, longestTest] = [300, 350]
  const inTests = (file: ProjectFile) => isTest(file) || file.path.startsWith('tests/')
  const tooLong = files.filter((file) => lines(file) > (inTests(file) ? longestTest : longest))
  expect(tooLong.map((file) => `${file.path}: ${lines(file)} lines`)).toEqual([])
})

test('most files are much smaller than that', () => {
  const counts = files.filter((file) => !isTest(file)).map(lines)
  counts.sort((a, b) => a - b)

  expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(80)
})
