/* One typed line: what a short answer and a number have in common. */
import { make, say } from '../words.js'
import { SHORT_PAUSE, clean } from './parts.js'

/** The labelled box; `hint` is a sentence's name, `look` the classes of the input, `tidy` holds what is typed to its form. */
export const typedLine = ({ number, body }, given, give, { hint, look, tidy = (text) => text }) => {
  const id = `q${number}-text`
  const input = make('input', {
    class: `input ${look}`, id, type: 'text', value: given ?? '', maxLength: body.max_length ?? 100,
    autocomplete: 'off', autocapitalize: 'none', spellcheck: false, 'aria-describedby': `${id}-hint`,
  })
  input.addEventListener('input', () => {
    const held = tidy(input.value)
    if (held !== input.value) input.value = held
    give(clean(input.value) || null, SHORT_PAUSE)
  })
  const field = body.unit ? make('div', { class: 'affix' }, input, make('span', { class: 'affix-text' }, body.unit)) : input
  return make('div', { class: 'sit-typed' }, make('label', { class: 'sit-label', for: id }, say('your_answer')), field, make('p', { class: 'sit-hint', id: `${id}-hint` }, say(hint)))
}
