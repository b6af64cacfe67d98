/* One option of several, which may be taken back. */
import { icon, make, say } from '../words.js'
import { group, option } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const name = `q${number}`
  const clear = make('button', { type: 'button', class: 'btn btn-quiet btn-sm sit-clear', hidden: given === null }, icon('rotate-ccw', 'sm'), make('span', {}, say('clear')))
  const options = body.options.map((each, index) => option('radio', name, each.id, index, each.text, each.id === given))
  const area = group(say('choose_one'), make('div', { class: 'sit-options' }, ...options), clear)
  area.addEventListener('change', (event) => { clear.hidden = false; give(event.target.value) })
  clear.addEventListener('click', () => {
    for (const input of area.querySelectorAll('input')) input.checked = false
    clear.hidden = true
    give(null)
    area.querySelector('input').focus()
  })
  return area
}
