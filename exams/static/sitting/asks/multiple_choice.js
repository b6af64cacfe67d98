/* Any number of options. */
import { make, say } from '../words.js'
import { group, option } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const ticked = new Set(given ?? [])
  const options = body.options.map((each, index) => option('checkbox', `q${number}`, each.id, index, each.text, ticked.has(each.id)))
  const area = group(say('choose_many'), make('p', { class: 'sit-hint' }, say('choose_many')), make('div', { class: 'sit-options' }, ...options))
  area.addEventListener('change', () => {
    const now = [...area.querySelectorAll('input:checked')].map((input) => input.value).sort()
    give(now.length ? now : null)
  })
  return area
}
