/* The desk of a lesson: one block open at a time, saved as one types; blocks added, moved, doubled, deleted and put back in place.
   Every act is the page's own form, sent one after another with the save number that the last answer gave. */
import { toast } from '../../js/toasts.js'
import { enhance } from './rich_box.js'

const desk = document.querySelector('[data-desk]')
const list = desk.querySelector('[data-blocks]')
const words = JSON.parse(desk.querySelector('script[data-words]').textContent)
const status = desk.querySelector('[data-status]')

/* Sending, in order */
let line = Promise.resolve()
let unsaved = 0
const send = (url, body) => {
  unsaved += 1
  const turn = line.then(() => ask(url, body))
  line = turn.catch(() => {})
  return turn.finally(() => { unsaved -= 1 })
}
const ask = async (url, body) => {
  status.textContent = words.saving
  if (body.has('save_number')) body.set('save_number', desk.dataset.saveNumber)
  let answer
  try {
    answer = await fetch(url, { method: 'POST', body, headers: { 'X-Desk': '1', Accept: 'application/json' } })
  } catch (error) {
    status.textContent = words.offline
    throw error
  }
  const number = answer.headers.get('X-Save-Number')
  if (number !== null) {
    desk.dataset.saveNumber = number
    for (const field of desk.querySelectorAll('input[name=save_number]')) field.value = number
  }
  const text = await answer.text()
  const isJson = (answer.headers.get('Content-Type') ?? '').includes('json')
  if (!answer.ok && (isJson || answer.status !== 409)) {
    status.textContent = answer.status === 409 ? words.stale : words.failed
    let told = text
    if (isJson) { const problem = JSON.parse(text); told = Object.values(problem.fields ?? {})[0] ?? problem.title }
    toast(told.length < 300 ? told : words.failed, 'error')
    throw new Error(told)
  }
  if (answer.ok) status.textContent = `${words.saved} ${new Date().toLocaleTimeString('vi', { hour: '2-digit', minute: '2-digit' })}`
  if (answer.headers.get('X-Reload')) { leaving = true; location.reload() }
  return { ok: answer.ok, html: text }
}
const fragment = (html) => {
  const holder = document.createElement('template')
  holder.innerHTML = html.trim()
  return holder.content.firstElementChild
}
const bodyOf = (form, submitter) => {
  const body = new FormData(form)
  if (submitter?.name) body.set(submitter.name, submitter.value)
  body.delete('file')
  return body
}
const tidy = async (html, isLine = false) => {
  const body = new FormData()
  body.set('csrf_token', desk.dataset.token)
  body.set('html', html)
  if (isLine) body.set('line', '1')
  const answer = await fetch(desk.dataset.preview, { method: 'POST', body, headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.text()
}

/* The formula dialog */
const dialog = desk.querySelector('[data-formula]')
const latexBox = dialog.querySelector('textarea')
const drawn = dialog.querySelector('[data-formula-preview]')
let drawing, answerFormula
latexBox.addEventListener('input', () => { clearTimeout(drawing); drawing = setTimeout(drawFormula, 250) })
const drawFormula = async () => {
  const holder = document.createElement('i')
  holder.textContent = `\\(${latexBox.value}\\)`
  try { drawn.innerHTML = latexBox.value.trim() ? await tidy(holder.innerHTML, true) : '' } catch { /* offline: the LaTeX stays */ }
}
dialog.querySelector('[data-formula-cancel]').addEventListener('click', () => dialog.close(''))
latexBox.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); dialog.close('ok') } })
dialog.addEventListener('close', () => answerFormula?.(dialog.returnValue === 'ok' ? latexBox.value.trim() : null))
const askFormula = (latex) => new Promise((resolve) => {
  answerFormula = resolve
  latexBox.value = latex.trim()
  dialog.returnValue = ''
  dialog.showModal()
  latexBox.select()
  drawFormula()
})

/* The open block */
let timer = null
const openForm = () => list.querySelector('[data-block-form]')
const ready = (item) => {
  const form = item.querySelector('[data-block-form]')
  if (!form) return item
  for (const area of form.querySelectorAll('textarea[data-words]')) enhance(area, { words, tidy, askFormula })
  form.querySelectorAll('textarea[data-rich]').forEach(grow)
  return item
}
const grow = (area) => {
  const least = Number(area.dataset.rows ??= area.rows)
  area.rows = least
  while (area.rows < 24 && area.scrollHeight > area.clientHeight + 2) area.rows += 1
}
const focusForm = (item) => (item.querySelector('.rich-box') ?? item.querySelector('[data-first], textarea:not([hidden]), input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select'))?.focus()
const schedule = () => { clearTimeout(timer); timer = setTimeout(autosave, 700) }
const autosave = async () => {
  clearTimeout(timer)
  timer = null
  const form = openForm()
  if (!form || form.dataset.clashes) return
  const body = bodyOf(form)
  body.set('act', 'auto')
  const answer = await send(form.action, body).catch(() => { if (!navigator.onLine) timer = -1 })
  if (answer?.ok && form.isConnected) form.querySelector('[data-block-preview]').innerHTML = answer.html
  if (answer && !answer.ok) clash(form, answer.html)
}
const clash = (form, html) => {
  form.dataset.clashes = '1'
  const place = form.querySelector('[data-clash]')
  place.innerHTML = html
  place.querySelector('button')?.focus()
}
const finish = async (form) => {
  clearTimeout(timer)
  timer = null
  const body = bodyOf(form)
  body.set('act', 'save')
  const answer = await send(form.action, body)
  if (!answer.ok) { clash(form, answer.html); throw new Error('clash') }
  const row = fragment(answer.html)
  form.closest('.desk-block').replaceWith(row)
  return row
}
const closeOpen = async () => { const form = openForm(); if (form) await finish(form) }
const settle = async () => { if (timer) await autosave() }
const again = async (form, submitter) => {
  clearTimeout(timer)
  timer = null
  const answer = await send(form.action, bodyOf(form, submitter))
  if (!answer.ok) return clash(form, answer.html)
  if (!answer.html) return
  const item = ready(fragment(answer.html))
  form.closest('.desk-block').replaceWith(item)
  const rows = item.querySelectorAll('.row-list .edit-row, .table-cells tr')
  const wanted = submitter.value.startsWith('add:') ? rows[rows.length - 1] : item
  ;(wanted?.querySelector('textarea, input:not([type=hidden]):not([type=radio]):not([type=checkbox])') ?? item.querySelector('select'))?.focus()
}
const open = async (item, url) => {
  await closeOpen()
  const answer = await fetch(url, { headers: { 'X-Desk': '1', Accept: 'application/json' } })
  if (!answer.ok) { leaving = true; return location.assign(url) }
  const opened = ready(fragment(await answer.text()))
  const here = document.getElementById(opened.id) ?? item
  here.replaceWith(opened)
  opened.scrollIntoView({ block: 'nearest' })
  focusForm(opened)
}

desk.addEventListener('input', ({ target }) => {
  if (!target.closest('[data-block-form]') || target.matches('[data-file], [data-kind]')) return
  if (target.matches('textarea[data-rich]')) grow(target)
  schedule()
})
desk.addEventListener('change', async ({ target }) => {
  if (target.matches('[data-kind]')) await again(target.form, { name: 'act', value: 'kind' }).catch(() => {})
  if (target.matches('[data-file]') && target.files[0]) await upload(target)
})
const upload = async (input) => {
  const fault = input.form.querySelector('[data-file-error]')
  fault.hidden = true
  status.textContent = words.picture
  const body = new FormData()
  body.set('csrf_token', desk.dataset.token)
  body.set('file', input.files[0])
  if (input.dataset.file === 'picture') body.set('picture', '1')
  try {
    const answer = await fetch(desk.dataset.files, { method: 'POST', body, headers: { Accept: 'application/json' } })
    const told = await answer.json()
    if (!answer.ok) { fault.textContent = told.title; fault.hidden = false; status.textContent = ''; return }
    const choice = input.form.querySelector('[name=file_id]')
    if (![...choice.options].some((option) => option.value === String(told.id))) choice.add(new Option(told.name, told.id))
    choice.value = told.id
    input.value = ''
    await autosave()
  } catch { status.textContent = words.offline }
}

/* Clicks */
desk.addEventListener('click', async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = event.target.closest('[data-open]')
  const adds = event.target.closest('[data-add-after]')
  const removes = event.target.closest('[data-remove]')
  const theirs = event.target.closest('[data-take-theirs]')
  if (link) { event.preventDefault(); await open(link.closest('.desk-block'), link.href).catch(() => {}) }
  if (adds) { event.preventDefault(); showAdder(adds) }
  if (removes?.closest('[data-block-form]')) { removes.closest('[data-item]').remove(); schedule() }
  if (theirs) leaving = true
})
list.addEventListener('dblclick', ({ target }) => target.closest('.desk-block:not(.is-open)')?.querySelector('[data-open]')?.click())
const showAdder = (link) => {
  desk.querySelectorAll('.adder.is-passing').forEach((adder) => adder.parentElement.remove())
  const holder = document.createElement(link.closest('.desk-block') ? 'li' : 'div')
  holder.append(desk.querySelector('template[data-adder]').content.cloneNode(true))
  const adder = holder.querySelector('.adder')
  adder.classList.add('is-passing')
  adder.elements.after.value = link.dataset.addAfter
  ;(link.closest('.desk-block') ?? link.closest('.add-here')).after(holder)
  adder.addEventListener('keydown', (event) => { if (event.key === 'Escape') { holder.remove(); link.focus() } })
  adder.querySelector('button').focus()
}

/* Forms */
desk.addEventListener('submit', async (event) => {
  const form = event.target
  if (form.matches('[data-formula] form')) return
  const handle = [['[data-block-form]', submitBlock], ['[data-add]', addBlock], ['[data-tools]', useTool], ['[data-put-back]', putBack], ['[data-title]', saveTitle]]
    .find(([selector]) => form.matches(selector))?.[1]
  if (!handle) { if (timer) { event.preventDefault(); await settle(); leaving = true; form.requestSubmit(event.submitter) } else leaving = true; return }
  event.preventDefault()
  await handle(form, event.submitter).catch(() => {})
})
const submitBlock = async (form, submitter) => {
  if (submitter && submitter.value !== 'save') return again(form, submitter)
  const row = await finish(form)
  row.querySelector('[data-open]')?.focus()
}
const addBlock = async (form, submitter) => {
  await closeOpen()
  const isLast = Boolean(form.closest('[data-last]'))
  const after = isLast ? [...list.querySelectorAll('.desk-block')].at(-1)?.dataset.id ?? '' : form.elements.after.value
  const body = bodyOf(form, submitter)
  body.set('after', after)
  const answer = await send(form.action, body)
  const item = ready(fragment(answer.html))
  const before = after && document.getElementById(`b-${after}`)
  if (before) before.after(item)
  else list.prepend(item)
  if (form.matches('.is-passing')) form.parentElement.remove()
  desk.querySelector('.desk-empty')?.remove()
  item.scrollIntoView({ block: 'nearest' })
  focusForm(item)
}
const useTool = async (form, submitter) => {
  await settle()
  const item = form.closest('.desk-block')
  const act = submitter.value
  if (item.matches('.is-open') && act === 'duplicate') await closeOpen()
  const answer = await send(form.action, bodyOf(form, submitter))
  if (act === 'duplicate') {
    const copy = fragment(answer.html)
    document.getElementById(item.id).after(copy)
    copy.querySelector('[data-open]')?.focus()
  } else if (act === 'remove') {
    const removed = fragment(answer.html)
    item.replaceWith(removed)
    removed.querySelector('button').focus()
  } else {
    const items = [...list.querySelectorAll('.desk-block')]
    const other = items[items.indexOf(item) + (act === 'up' ? -1 : 1)]
    if (other) act === 'up' ? other.before(item) : other.after(item)
    submitter.focus()
    item.scrollIntoView({ block: 'nearest' })
    tellPlace(item)
  }
}
const putBack = async (form, submitter) => {
  const answer = await send(form.action, bodyOf(form, submitter))
  const row = fragment(answer.html)
  const removed = form.closest('[data-removed]')
  if (list.contains(removed)) removed.replaceWith(row)
  else { leaving = true; location.reload() }
  row.querySelector('[data-open]')?.focus()
}
const saveTitle = async (form) => { await send(form.action, bodyOf(form)) }
desk.querySelector('[data-title]')?.addEventListener('change', ({ currentTarget }) => currentTarget.requestSubmit())
desk.querySelector('[data-title-save]')?.setAttribute('hidden', '')
const tellPlace = (item) => { status.textContent = `${words.moved} ${[...list.querySelectorAll('.desk-block')].indexOf(item) + 1}` }

/* Keys: Ctrl+Enter or Escape ends the open block. */
list.addEventListener('keydown', (event) => {
  const form = event.target.closest('[data-block-form]')
  if (!form || !(event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey)))) return
  event.preventDefault()
  submitBlock(form, null).catch(() => {})
})

/* Dragging */
window.Sortable?.create(list, {
  handle: '[data-handle]', draggable: '.desk-block', animation: 150,
  onEnd: async ({ item, oldDraggableIndex, newDraggableIndex }) => {
    if (oldDraggableIndex === newDraggableIndex) return
    const form = item.querySelector('[data-tools]')
    const body = bodyOf(form, { name: 'act', value: 'to' })
    body.set('to', String(newDraggableIndex))
    await settle()
    await send(form.action, body).then(() => tellPlace(item)).catch(() => {})
  },
})

/* Leaving, and coming back from a cut network */
let leaving = false
addEventListener('beforeunload', (event) => { if (!leaving && (timer || unsaved)) event.preventDefault() })
addEventListener('online', () => { if (openForm()) autosave() })
const first = list.querySelector('.is-open')
if (first) { ready(first); focusForm(first) }
