/* Points on a picture: pressed, or moved by the arrow keys, or chosen by name, or typed as numbers. */
import { pointBoard } from '../../../question_bank/js/pictures.js'
import { icon, make, say } from '../words.js'
import { plain } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const { width, height, points, places = [] } = body
  const picture = make('div', { class: 'pic', 'data-pic': true, 'data-width': width, 'data-height': height, html: body.picture })
  const rows = Array.from({ length: points }, (_, index) => pointRow(`q${number}-${index + 1}`, index + 1, given?.[index], body))
  const exact = make('details', { class: 'pic-exact', 'data-exact': true },
    make('summary', {}, say(places.length ? 'points_by_name' : 'points_by_number')),
    make('p', { class: 'sit-hint' }, say('points_units', { width, height })), ...rows)
  const area = make('div', { class: 'ask-picture', 'data-points': true, 'data-label': say('points_cursor_help'), 'data-cursor': say('points_cursor', { x: '{x}', y: '{y}' }), 'data-count': say('points_count', { n: '{n}', most: '{most}' }) },
    make('p', { class: 'sit-hint' }, say('points_hint', { n: points })), picture, make('p', { class: 'sit-hint num', role: 'status', 'data-said': true }), exact)
  pointBoard(area)
  const collect = () => {
    const now = rows.map(pointOf).filter(Boolean).sort((one, other) => one[0] - other[0] || one[1] - other[1])
    give(now.length ? now : null)
  }
  area.addEventListener('change', collect)
  return area

  function pointOf(row) {
    const [x, y] = ['x', 'y'].map((name) => row.querySelector(`[data-${name}]`).value)
    const isOn = x !== '' && y !== '' && x >= 0 && y >= 0 && Number(x) <= width && Number(y) <= height
    return isOn ? [Math.round(x), Math.round(y)] : null
  }
}

const pointRow = (id, n, at, { width, height, places = [] }) => {
  const axis = (name, most, value) => make('span', { class: 'pic-axis' },
    make('label', { class: 'label', for: `${id}-${name}` }, say(`points_${name}`)),
    make('input', { class: 'input input-xs num', type: 'number', inputMode: 'numeric', min: 0, max: most, id: `${id}-${name}`, value: value ?? '', [`data-${name}`]: true }),
  )
  const byName = places.length ? [
    make('label', { class: 'label', for: id }, say('points_place')),
    make('div', { class: 'select' }, make('select', { class: 'input', id, 'data-name': true }, make('option', { value: '' }, say('not_chosen')),
      ...places.map((place) => make('option', { value: place.at.join(','), selected: place.at.join(',') === at?.join(',') }, plain(place.text)))), icon('chevron-down')),
  ] : []
  return make('fieldset', { class: 'pic-point', 'data-point': true }, make('legend', {}, say('points_point', { n })), ...byName, axis('x', width, at?.[0]), axis('y', height, at?.[1]))
}
