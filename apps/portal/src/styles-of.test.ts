import { expect, test } from 'vitest'
import { stylesOf } from './styles-of.ts'

test('of a stylesheet only the rules of a component are taken, wherever they stand', () => {
  const styles =
    '@charset "UTF-8";.a{b:c}.x-line{d:e}@media print{.a{f:g}.x-line:before{h:i}}@media screen{.a{j:k}}@font-face{l:m}.x-lines .a{n:o}'

  expect(stylesOf(styles, /\.x-line(?!s)/)).toBe('.x-line{d:e}@media print{.x-line:before{h:i}}')
})
