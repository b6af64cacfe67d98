/* The question editor: rows come and go, boxes grow, marks and pictures go where the cursor was, and the preview follows. */
import { sentPicture } from './sent_picture.js'
const form = document.getElementById('question-form')
const preview = document.getElementById('preview')
const letters = 'abcdefghijklmnopqrstuvwxyz'

/* Boxes as tall as what they hold. */
const grow = (box) => {
  const least = Number(box.dataset.rows ??= box.rows)
  box.rows = least
  while (box.rows < 24 && box.scrollHeight > box.clientHeight + 2) box.rows += 1
}
const growAll = () => form.querySelectorAll('textarea').forEach(grow)

/* Rows. A new one takes the first free letter, so that the key of the others stays theirs. */
const nextNumber = (list) => 1 + Math.max(-1, ...[...list.querySelectorAll('[name]')].map((field) => Number(field.name.match(/\.(\d+)\./)?.[1] ?? -1)))
const freeLetter = (list) => [...letters].find((letter) => ![...list.querySelectorAll('[data-id]')].some((id) => id.value === letter)) ?? ''
form.addEventListener('click', (event) => {
  const add = event.target.closest('[data-add]')
  const remove = event.target.closest('[data-remove]')
  if (add) { event.preventDefault(); addRow(add.dataset.add) }
  if (remove) removeRow(remove.closest('[data-item]'))
  if (event.target.closest('[data-raise]')) raiseRow(event.target.closest('[data-item]'))
})
const addRow = (name) => {
  const list = form.querySelector(`[data-list="${name}"]`)
  const row = form.querySelector(`template[data-row="${name}"]`).content.firstElementChild.cloneNode(true)
  const number = String(nextNumber(list))
  const letter = freeLetter(list)
  for (const element of row.querySelectorAll('*')) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby']) if (element.hasAttribute(attribute)) element.setAttribute(attribute, element.getAttribute(attribute).replace('__', number))
    if (element.matches('[data-id]')) element.value = letter
    if (element.matches('[data-value]')) element.value = letter
    if (element.matches('[data-truth]')) element.name = element.name.replace(/key\.truths\..*$/, `key.truths.${letter}`)
    if (element.matches('[data-letter]')) element.textContent = list.dataset.list.endsWith('options') ? letter.toUpperCase() : letter
  }
  list.append(row)
  row.querySelector('textarea, input:not([type=hidden])')?.focus()
  row.querySelector('textarea')?.focus()
}
/* The words change places, the rows stay: a row's number is its place. */
const raiseRow = (row) => {
  const above = row.previousElementSibling
  if (!above) return
  const [mine, other] = [row, above].map((each) => each.querySelector('textarea'))
  ;[mine.value, other.value] = [other.value, mine.value]
  above.querySelector('[data-raise]').focus()
  form.dispatchEvent(new Event('input', { bubbles: true }))
}
const removeRow = (row) => {
  const next = row.nextElementSibling ?? row.previousElementSibling
  row.remove()
  ;(next?.querySelector('textarea, input:not([type=hidden])') ?? form.querySelector('[data-add]'))?.focus()
  schedule()
}

/* Marks and pictures at the cursor of the box last typed in. */
let box = form.querySelector('[data-rich]')
form.addEventListener('focusin', ({ target }) => { if (target.matches('[data-rich]')) box = target })
const MARKS = { maths: ['\\(', '\\)'], strong: ['<strong>', '</strong>'], em: ['<em>', '</em>'], sup: ['<sup>', '</sup>'], sub: ['<sub>', '</sub>'] }
const put = (before, after = '') => {
  const { selectionStart: start, selectionEnd: end, value } = box
  box.focus()
  box.setRangeText(before + value.slice(start, end) + after, start, end, 'end')
  if (start === end && after) box.setSelectionRange(start + before.length, start + before.length)
  box.dispatchEvent(new Event('input', { bubbles: true }))
}
form.querySelector('.editor-tools')?.addEventListener('click', (event) => {
  const mark = event.target.closest('[data-wrap]')
  if (mark) put(...MARKS[mark.dataset.wrap])
})
form.querySelector('[data-picture]')?.addEventListener('change', async ({ target }) => {
  const name = await sentPicture(form, target)
  if (name) put(`<img src="media:${name}" alt="${form.dataset.alt}">`)
})

/* The preview, a moment after the last key; an older answer never replaces a newer one. */
let timer, asked = 0
const schedule = () => { clearTimeout(timer); timer = setTimeout(show, 350) }
const show = async () => {
  const turn = ++asked
  try {
    const answer = await fetch(form.dataset.preview, { method: 'POST', body: new FormData(form), headers: { Accept: 'text/html' } })
    if (answer.ok && turn === asked) preview.innerHTML = await answer.text()
  } catch { /* offline: the preview stays as it was, the words stay in their boxes */ }
}
form.addEventListener('input', ({ target }) => { if (target.matches('textarea')) grow(target); schedule() })
form.addEventListener('keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector('button[name=act].btn-primary')) })
/* Ctrl+S puts the work aside; where that would overwrite what was put aside before, it only leads to the button that says so. */
addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 's' || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  const keep = form.querySelector('[data-keep]')
  if (keep.value === 'keep') form.requestSubmit(keep)
  else keep.focus()
})
growAll()

/* Only the outcomes of the chosen topic are offered; one of another topic is let go. */
const topicBox = form.querySelector('#topic')
const outcomeBox = form.querySelector('[data-by-topic]')
const fitOutcomes = () => {
  for (const group of outcomeBox.querySelectorAll('optgroup')) group.disabled = group.hidden = Boolean(topicBox.value) && group.dataset.topic !== topicBox.value
  if (outcomeBox.selectedOptions[0]?.closest('optgroup')?.disabled) outcomeBox.value = ''
}
if (outcomeBox) { topicBox.addEventListener('change', fitOutcomes); fitOutcomes() }

/* Leaving with something unsaved asks first. */
let typed = Boolean(document.querySelector('.error-summary'))
form.addEventListener('input', () => { typed = true })
form.addEventListener('submit', () => { typed = false })
addEventListener('beforeunload', (event) => { if (typed) event.preventDefault() })
