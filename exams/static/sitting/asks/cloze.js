/* A text whose gaps are typed into or chosen for. */
import { make, say } from '../words.js'
import { gapMenu, gappedText } from './gapped.js'
import { SHORT_PAUSE, clean } from './parts.js'

export const draw = ({ number, body }, given, give) => {
  const now = { ...given }
  const keep = (gap, value, pause) => {
    if (value) now[gap.id] = value
    else delete now[gap.id]
    give(Object.keys(now).length ? { ...now } : null, pause)
  }
  const typed = (gap, place) => {
    const input = make('input', {
      class: `input ask-gap${gap.kind === 'numerical' ? ' num' : ''}`, id: `q${number}-${gap.id}`, type: 'text', value: now[gap.id] ?? '', placeholder: `(${place})`,
      maxLength: gap.body.max_length ?? 100, autocomplete: 'off', autocapitalize: 'none', spellcheck: false, 'aria-label': say('gap', { n: place }),
    })
    input.addEventListener('input', () => keep(gap, clean(input.value), SHORT_PAUSE))
    return gap.body.unit ? make('span', { class: 'ask-gap-unit' }, input, ` ${gap.body.unit}`) : input
  }
  const chosen = (gap, place) => {
    const select = gapMenu(`q${number}-${gap.id}`, place, gap.body.options, now[gap.id])
    select.addEventListener('change', () => keep(gap, select.value))
    return select
  }
  return make('div', {}, make('p', { class: 'sit-hint' }, say('gaps_hint')),
    gappedText(body, (gap, place) => gap.kind === 'single_choice' ? chosen(gap, place) : typed(gap, place)))
}
