/* A short answer: the four boxes of the national sheet, or words. */
import { typedLine } from './typed.js'

/** The four boxes of the national answer sheet as one field: digits, a leading minus, one comma. */
const national = (text) => {
  const plain = text.replace(/[−–]/g, '-').replace(/\./g, ',').replace(/[^0-9,-]/g, '')
  const minus = plain.startsWith('-') ? '-' : ''
  const [whole, ...rest] = plain.replace(/-/g, '').split(',')
  return (minus + whole + (rest.length ? `,${rest.join('')}` : '')).slice(0, 4)
}

export const draw = (question, given, give) => typedLine(question, given, give, question.body.format === 'national'
  ? { hint: 'national_hint', look: 'sit-boxes num', tidy: national }
  : { hint: 'text_hint', look: 'sit-text' })
