/* A long text. */
import { make, say } from '../words.js'
import { ESSAY_PAUSE, clean } from './parts.js'

export const draw = ({ number, body }, given, give) => {
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
