/* The outline put in order by hand, by touch or by keys, saved at once; titles renamed in place. Without this script the buttons post. */
import '../vendor/sortablejs-1.15.7/Sortable.min.js'

const { Sortable } = window
const editor = document.getElementById('outline-editor')
const sections = editor.querySelector('[data-sections]')
const status = editor.querySelector('[data-status]')
const said = status.querySelector('[data-said]')
const undo = status.querySelector('[data-undo]')
const words = JSON.parse(editor.dataset.words)
let seen = editor.dataset.seen
let kept = read() // the order that the server holds
let before = null // the order before the last change, for undoing
let saving = Promise.resolve()

function read () {
  return [...sections.children].map((section) => ({
    id: Number(section.dataset.section),
    items: [...section.querySelectorAll('[data-item]')].map((item) => Number(item.dataset.item))
  }))
}

function lay (order) {
  for (const { id, items } of order) {
    const section = document.getElementById(`section-${id}`)
    sections.append(section)
    section.querySelector('[data-items]').append(...items.map((item) => document.getElementById(`item-${item}`)))
  }
}

function say (text, { wrong = false, canUndo = false } = {}) {
  status.hidden = false
  status.classList.toggle('is-wrong', wrong)
  said.textContent = text
  undo.hidden = !canUndo
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

async function send (order) {
  const response = await fetch(editor.dataset.order, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': editor.dataset.token, Accept: 'application/json' },
    body: JSON.stringify({ sections: order, seen })
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.detail || answer.title || words.failed)
  return answer.seen
}

/* One save after another: each sends back the mark that the one before it was given. */
function save (text, { canUndo = true } = {}) {
  const order = read()
  saving = saving.then(async () => {
    if (same(order, kept)) return
    sections.classList.add('is-saving')
    try {
      seen = await send(order)
      before = canUndo ? kept : null
      kept = order
      say(text, { canUndo })
    } catch (error) {
      lay(kept)
      say(error instanceof TypeError ? words.failed : error.message, { wrong: true })
    } finally {
      sections.classList.remove('is-saving')
    }
  })
}

const look = { animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 140, ghostClass: 'is-ghost', delay: 120, delayOnTouchOnly: true, onEnd: () => save(words.saved) }
Sortable.create(sections, { ...look, handle: '[data-grip-section]', draggable: '[data-section]' })
for (const list of sections.querySelectorAll('[data-items]')) Sortable.create(list, { ...look, group: 'items', handle: '[data-grip]', draggable: '[data-item]' })

const titleOf = (element) => element.querySelector('[data-title]').textContent.trim()
const placeOf = (item) => {
  const section = item.closest('[data-section]')
  const n = [...item.parentElement.children].indexOf(item) + 1
  return words.place.replace('{title}', titleOf(item)).replace('{n}', n).replace('{section}', titleOf(section))
}

function stepItem (item, step) {
  const beside = step < 0 ? item.previousElementSibling : item.nextElementSibling
  if (beside) return step < 0 ? beside.before(item) : beside.after(item)
  const section = item.closest('[data-section]')
  const there = step < 0 ? section.previousElementSibling : section.nextElementSibling
  const list = there?.querySelector('[data-items]')
  if (list) step < 0 ? list.append(item) : list.prepend(item)
}

function stepSection (section, step) {
  const beside = step < 0 ? section.previousElementSibling : section.nextElementSibling
  if (beside) step < 0 ? beside.before(section) : beside.after(section)
}

editor.addEventListener('click', (event) => {
  const button = event.target.closest('[data-step], [data-step-section]')
  if (!button) return
  event.preventDefault()
  const item = button.closest('[data-item]')
  if (button.dataset.step) stepItem(item, Number(button.dataset.step))
  else stepSection(button.closest('[data-section]'), Number(button.dataset.stepSection))
  button.focus() // moved elements lose it
  save(item && button.dataset.step ? `${words.saved} ${placeOf(item)}` : words.saved)
})

undo.addEventListener('click', () => {
  if (!before) return
  lay(before)
  save(words.undone, { canUndo: false })
  undo.hidden = true
})

editor.addEventListener('click', (event) => {
  const link = event.target.closest('[data-rename]')
  if (!link) return
  event.preventDefault()
  link.closest('details').open = false
  rename(link.closest('[data-item]').querySelector('[data-title]'), link.dataset.rename)
})

function name (title, text) {
  for (const tool of title.closest('[data-item]').querySelectorAll('[aria-label]')) tool.ariaLabel = tool.ariaLabel.replace(title.textContent, text)
  title.textContent = text
}

function rename (title, address) {
  const input = Object.assign(document.createElement('input'), { className: 'input rename-input', value: title.textContent, maxLength: 200 })
  input.setAttribute('aria-label', words.name)
  title.hidden = true
  title.after(input)
  input.focus()
  input.select()
  let over = false
  const close = () => { over = true; input.remove(); title.hidden = false; title.focus() }
  const keep = async () => {
    const text = input.value.trim()
    if (over) return
    if (!text || text === title.textContent) return close()
    over = true
    const body = new URLSearchParams({ title: text, csrf_token: editor.dataset.token })
    const response = await fetch(address, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
    const done = response?.type === 'opaqueredirect'
    if (done) name(title, text)
    close()
    say(done ? words.renamed : words.not_renamed, { wrong: !done })
  }
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') { event.preventDefault(); keep() }
    if (event.key === 'Escape') close()
  })
  input.addEventListener('blur', keep)
}
