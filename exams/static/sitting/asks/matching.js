/* Prompts, each with the letter of a choice; the menus say letters only, so the letters of the choices are read out too. */
import { icon, make, say } from '../words.js'
import { letter } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const now = { ...given }
  const choices = make('ol', { class: 'sit-choices', role: 'list' }, ...body.choices.map((each, index) => make('li', {},
    make('span', { class: 'sit-letter' }, letter(index)), make('span', { html: each.text }))))
  const rows = body.prompts.map((each, index) => {
    const id = `q${number}-${each.id}`
    const select = make('select', { class: 'input', id }, make('option', { value: '' }, say('not_chosen')),
      ...body.choices.map((choice, place) => make('option', { value: choice.id, selected: now[each.id] === choice.id }, letter(place))))
    select.addEventListener('change', () => {
      if (select.value) now[each.id] = select.value
      else delete now[each.id]
      give(Object.keys(now).length ? { ...now } : null)
    })
    return make('div', { class: 'sit-pair' },
      make('label', { class: 'sit-pair-text', for: id }, make('span', { class: 'sit-letter' }, String(index + 1)), make('span', { html: each.text })),
      make('div', { class: 'select sit-pair-choice' }, select, icon('chevron-down')))
  })
  return make('div', { class: 'sit-matching' }, make('p', { class: 'sit-hint' }, say('choose_pairs')), choices, ...rows)
}
