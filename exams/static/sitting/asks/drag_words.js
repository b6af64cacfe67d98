/* Words of a pool for the gaps of a text: dragged, pressed into the next free gap, or chosen from the gap's own menu. */
import { wordPool } from '../../../question_bank/js/text_kinds.js'
import { make, say } from '../words.js'
import { gapMenu, gappedText } from './gapped.js'

export const draw = ({ number, body }, given, give) => {
  const words = make('ul', { class: 'ask-words', role: 'list', 'aria-label': say('words') },
    ...body.words.map((word) => make('li', {}, make('span', { class: 'ask-word', 'data-word': word.id, 'data-group': word.group }, word.text))))
  const fitting = (gap) => body.words.filter((word) => word.group === gap.group)
  const text = gappedText(body, (gap, place) => gapMenu(`q${number}-${gap.id}`, place, fitting(gap), given?.[gap.id], { 'data-gap': gap.id, 'data-group': gap.group }))
  const area = make('div', { 'data-reuse': body.reuse ? 'yes' : 'no' }, make('p', { class: 'sit-hint' }, say(body.reuse ? 'words_often' : 'words_once')), words, text)
  wordPool(area)
  area.addEventListener('change', () => {
    const chosen = [...text.querySelectorAll('[data-gap]')].filter((each) => each.value).map((each) => [each.dataset.gap, each.value])
    give(chosen.length ? Object.fromEntries(chosen) : null)
  })
  return area
}
