/* Items to be put in order: dragged, or moved by the arrows beside them. An order counts from the first move, or when it is said to be right. */
import { orderList } from '../../../question_bank/js/text_kinds.js'
import { icon, make, say } from '../words.js'

export const draw = ({ number, body }, given, give) => {
  const place = (id) => given?.indexOf(id) ?? 0
  const items = [...body.items].sort((a, b) => place(a.id) - place(b.id))
  const list = make('ol', { class: 'sit-order', role: 'list', 'aria-labelledby': `stem-${number}` }, ...items.map((each) => make('li', { class: 'sit-order-item', 'data-id': each.id },
    make('span', { class: 'sit-letter', 'data-number': true }), make('span', { class: 'sit-option-text', html: each.text }))))
  const keep = make('button', { class: 'btn btn-secondary btn-sm', type: 'button', hidden: Boolean(given) }, say('order_keep'))
  const changed = (ids) => {
    keep.hidden = true
    give(ids)
  }
  keep.addEventListener('click', () => changed([...list.children].map((row) => row.dataset.id)))
  const area = make('div', { class: 'sit-ordering' }, make('p', { class: 'sit-hint' }, say('order_hint')), list, keep)
  orderList(list, { up: say('order_up'), down: say('order_down'), grip: say('order_grip'), place: say('order_place', { n: '{n}' }) }, icon, changed)
  return area
}
