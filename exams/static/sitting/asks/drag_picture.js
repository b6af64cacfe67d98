/* Things put on a picture: dragged, or pressed and put, or chosen from a list for each place. */
import { drawn, dropBoard } from '../../../question_bank/js/pictures.js'
import { icon, make, say } from '../words.js'
import { letter, plain } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const over = drawn('svg', { class: 'pic-over', viewBox: `0 0 ${body.width} ${body.height}` })
  const picture = make('div', { class: 'pic', html: body.picture })
  picture.append(over)
  const items = make('ol', { class: 'pic-items', role: 'list' }, ...body.items.map((each, index) => make('li', { class: 'pic-item', 'data-item': each.id },
    make('span', { class: 'sit-letter' }, letter(index)), make('span', { class: 'sit-option-text', html: each.text }))))
  const selects = body.spots.map((spot, index) => spotRow(`q${number}-${spot.id}`, spot, index, body.items, given?.[spot.id]))
  const area = make('div', { class: 'ask-picture', 'data-board': true }, make('p', { class: 'sit-hint' }, say('drop_hint')), picture, items, make('div', {}, ...selects))
  dropBoard(area)
  area.addEventListener('change', () => {
    const chosen = [...area.querySelectorAll('[data-spot]')].map((select, index) => [body.spots[index].id, select.value]).filter(([, value]) => value)
    give(chosen.length ? Object.fromEntries(chosen) : null)
  })
  return area
}

const spotRow = (id, spot, index, items, chosen) => make('div', { class: 'sit-pair' },
  make('label', { class: 'sit-pair-text', for: id }, make('span', { class: 'sit-letter' }, String(index + 1)), make('span', { html: spot.text || say('drop_spot', { n: index + 1 }) })),
  make('div', { class: 'select sit-pair-choice' }, make('select', { class: 'input', id, 'data-spot': spot.at.join(' ') }, make('option', { value: '' }, say('not_chosen')),
    ...items.map((item, place) => make('option', { value: item.id, selected: chosen === item.id }, [letter(place), plain(item.text)].filter(Boolean).join('. ')))), icon('chevron-down')))
