/* A number, perhaps with a unit behind it. */
import { typedLine } from './typed.js'

export const draw = (question, given, give) => typedLine(question, given, give, { hint: 'number_hint', look: 'sit-number num' })
