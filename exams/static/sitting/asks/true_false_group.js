/* Statements, each true or false. */
import { make, say } from '../words.js'
import { letter } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const now = { ...given }
  const rows = body.statements.map((each, index) => {
    const choice = (value, label) => make('label', { class: 'sit-truth' },
      make('input', { type: 'radio', name: `q${number}-${each.id}`, value, checked: now[each.id] === (value === 'true') }),
      make('span', {}, label))
    const id = `q${number}-${each.id}-text`
    const row = make('div', { class: 'sit-statement', role: 'radiogroup', 'aria-labelledby': id },
      make('p', { class: 'sit-statement-text', id }, make('span', { class: 'sit-letter' }, letter(index).toLowerCase()), make('span', { html: each.text })),
      make('div', { class: 'sit-truths' }, choice('true', say('true')), choice('false', say('false'))))
    row.addEventListener('change', (event) => { now[each.id] = event.target.value === 'true'; give({ ...now }) })
    return row
  })
  return make('div', { class: 'sit-statements' }, make('p', { class: 'sit-hint' }, say('choose_truths')), ...rows)
}
