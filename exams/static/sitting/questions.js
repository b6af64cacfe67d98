/* One question on the screen: native inputs for each kind. `give(answer, pause)` takes every change; pause is for typing. */
import { icon, make, say } from './words.js'

const SHORT_PAUSE = 400
const ESSAY_PAUSE = 800
const letter = (index) => String.fromCharCode(65 + index)

/** Text that a database and a marker can read: no control characters, no half of a surrogate pair. */
const clean = (text) => Array.from(text).filter((each) => {
  const code = each.codePointAt(0)
  return (code > 31 || code === 10 || code === 9) && !(code >= 0xd800 && code <= 0xdfff)
}).join('')

const option = (type, name, value, index, text, checked) => make('label', { class: 'choice sit-option' },
  make('input', { class: 'choice-input', type, name, value, checked }),
  make('span', { class: 'sit-letter', 'aria-hidden': true }, letter(index)),
  make('span', { class: 'sit-option-text', html: text }))

const group = (label, ...children) => make('fieldset', { class: 'sit-answers' }, make('legend', { class: 'sr-only' }, label), ...children)

const single = ({ number, body }, given, give) => {
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

const multiple = ({ number, body }, given, give) => {
  const ticked = new Set(given ?? [])
  const options = body.options.map((each, index) => option('checkbox', `q${number}`, each.id, index, each.text, ticked.has(each.id)))
  const area = group(say('choose_many'), make('p', { class: 'sit-hint' }, say('choose_many')), make('div', { class: 'sit-options' }, ...options))
  area.addEventListener('change', () => {
    const now = [...area.querySelectorAll('input:checked')].map((input) => input.value).sort()
    give(now.length ? now : null)
  })
  return area
}

const truths = ({ number, body }, given, give) => {
  const now = { ...given }
  const rows = body.statements.map((each, index) => {
    const choice = (value, label) => make('label', { class: 'sit-truth' },
      make('input', { type: 'radio', name: `q${number}-${each.id}`, value, checked: now[each.id] === (value === 'true') }),
      make('span', {}, label))
    const id = `q${number}-${each.id}-text`
    const row = make('div', { class: 'sit-statement', role: 'radiogroup', 'aria-labelledby': id },
      make('p', { class: 'sit-statement-text', id }, make('span', { class: 'sit-letter', 'aria-hidden': true }, letter(index).toLowerCase()), make('span', { html: each.text })),
      make('div', { class: 'sit-truths' }, choice('true', say('true')), choice('false', say('false'))))
    row.addEventListener('change', (event) => { now[each.id] = event.target.value === 'true'; give({ ...now }) })
    return row
  })
  return make('div', { class: 'sit-statements' }, make('p', { class: 'sit-hint' }, say('choose_truths')), ...rows)
}

/** The four boxes of the national answer sheet as one field: digits, a leading minus, one comma. */
const national = (text) => {
  const plain = text.replace(/[−–]/g, '-').replace(/\./g, ',').replace(/[^0-9,-]/g, '')
  const minus = plain.startsWith('-') ? '-' : ''
  const [whole, ...rest] = plain.replace(/-/g, '').split(',')
  return (minus + whole + (rest.length ? `,${rest.join('')}` : '')).slice(0, 4)
}

const typed = ({ number, body }, given, give) => {
  const isNational = body.format === 'national'
  const isNumber = body.format === undefined
  const id = `q${number}-text`
  const hint = isNational ? say('national_hint') : isNumber ? say('number_hint') : say('text_hint')
  const input = make('input', {
    class: isNational ? 'input sit-boxes num' : isNumber ? 'input sit-number num' : 'input sit-text', id, type: 'text', value: given ?? '', maxLength: body.max_length ?? 100,
    autocomplete: 'off', autocapitalize: 'none', spellcheck: false, 'aria-describedby': `${id}-hint`,
  })
  input.addEventListener('input', () => {
    if (isNational) {
      const held = national(input.value)
      if (held !== input.value) input.value = held
    }
    give(clean(input.value) || null, SHORT_PAUSE)
  })
  const field = body.unit ? make('div', { class: 'affix' }, input, make('span', { class: 'affix-text' }, body.unit)) : input
  return make('div', { class: 'sit-typed' }, make('label', { class: 'sit-label', for: id }, say('your_answer')), field, make('p', { class: 'sit-hint', id: `${id}-hint` }, hint))
}

const matching = ({ number, body }, given, give) => {
  const now = { ...given }
  const choices = make('ol', { class: 'sit-choices' }, ...body.choices.map((each, index) => make('li', {},
    make('span', { class: 'sit-letter', 'aria-hidden': true }, letter(index)), make('span', { html: each.text }))))
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
      make('label', { class: 'sit-pair-text', for: id }, make('span', { class: 'sit-letter', 'aria-hidden': true }, String(index + 1)), make('span', { html: each.text })),
      make('div', { class: 'select sit-pair-choice' }, select, icon('chevron-down')))
  })
  return make('div', { class: 'sit-matching' }, make('p', { class: 'sit-hint' }, say('choose_pairs')), choices, ...rows)
}

const essay = ({ number, body }, given, give) => {
  const id = `q${number}-text`
  const most = body.max_length ?? 20_000
  const area = make('textarea', { class: 'input sit-essay', id, rows: Math.min(24, Math.max(8, body.lines || 12)), maxLength: most, value: given?.text ?? '', spellcheck: false, 'aria-describedby': `${id}-count` })
  const words = make('p', { class: 'sit-hint num', id: `${id}-count` })
  const count = () => { words.textContent = say('essay_count', { words: area.value.split(/\s+/).filter(Boolean).length, left: (most - area.value.length).toLocaleString('vi-VN') }) }
  area.addEventListener('input', () => {
    count()
    const text = clean(area.value)
    give(text.trim() ? { text } : null, ESSAY_PAUSE)
  })
  count()
  return make('div', { class: 'sit-typed' }, make('label', { class: 'sit-label', for: id }, say('your_essay')), area, words)
}

const KINDS = { single_choice: single, multiple_choice: multiple, true_false_group: truths, short_answer: typed, numerical: typed, matching, essay, description: () => make('span') }

/** Whether a question asks for anything. */
export const asks = (question) => question.kind !== 'description'

/** The question's own area: stem and inputs. */
export const drawQuestion = (question, given, give) => {
  const shown = { ...question, body: question.body ?? question }
  return make('div', { class: 'sit-question-body' },
    make('div', { class: 'sit-stem', id: `stem-${question.number}`, html: question.stem }),
    KINDS[question.kind](shown, given, give))
}
