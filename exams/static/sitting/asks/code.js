/* A programme: a box for its source, and a try over the examples where there is a network. */
import { icon, make, say } from '../words.js'
import { ESSAY_PAUSE, clean } from './parts.js'
import { tryOut } from './trying.js'

const INDENT = '    '

/** Tab indents while one types; after Escape it moves on, so that a keyboard can leave the box. */
const indent = (area) => {
  let leaving = false
  area.addEventListener('blur', () => { leaving = false })
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') { leaving = event.key === 'Escape'; return }
    if (leaving || event.shiftKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    area.setRangeText(INDENT, area.selectionStart, area.selectionEnd, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const block = (label, text) => make('div', {}, make('p', { class: 'sit-hint' }, label), make('pre', { class: 'code-block', tabIndex: 0 }, text || ' '))

const example = ({ input, output }, index) => make('div', { class: 'code-example', role: 'group', 'aria-label': say('code_example', { n: index + 1 }) },
  block(`${say('code_example', { n: index + 1 })} · ${say('code_input')}`, input), block(say('code_output'), output))

export const draw = ({ number, body }, given, give) => {
  const id = `q${number}-text`
  const area = make('textarea', {
    class: 'input code-box', id, rows: 16, maxLength: body.max_length, value: given?.text ?? body.starter, spellcheck: false, wrap: 'off',
    autocomplete: 'off', autocapitalize: 'none', 'aria-describedby': `${id}-hint`,
  })
  indent(area)
  area.addEventListener('input', () => {
    const text = clean(area.value)
    give(text.trim() ? { text } : null, ESSAY_PAUSE)
  })
  const limits = say('code_limits', { language: body.language_name, seconds: body.seconds, memory: body.memory_mb })
  return make('div', { class: 'sit-typed' },
    make('p', { class: 'sit-hint' }, limits), ...body.examples.map(example),
    make('label', { class: 'sit-label', for: id }, say('your_program', { language: body.language_name })), area,
    make('p', { class: 'sit-hint', id: `${id}-hint` }, say('code_hint')),
    ...tryOut(number, () => clean(area.value), icon))
}
