/* The gradebook saves each cell as it is left and moves like a sheet. Without this script the page's own button saves.
   A cell is sent with what stood in it (`was`), so nobody's mark is overwritten unseen; what could not be sent stays and is sent again. */
const form = document.querySelector('[data-gradebook]')
const state = form?.querySelector('[data-state]')
const words = form?.dataset
const RETRY = 4000
const waiting = new Map()
const tried = new WeakMap()
let sending = false
let timer = 0

const keyOf = (input) => input.name.slice(2)
const wasOf = (input) => form.elements[`was-${keyOf(input)}`]
const isDirty = (input) => input.value.trim() !== wasOf(input).value
const show = (text, tone) => { state.textContent = text; state.dataset.tone = tone }
const wait = (input) => { waiting.set(input.name, input); input.parentElement.classList.add('grade-waiting') }

const explain = (input, reason) => {
  const id = `why-${keyOf(input)}`
  document.getElementById(id)?.remove()
  input.removeAttribute('aria-invalid')
  input.removeAttribute('aria-describedby')
  if (!reason) return
  const why = Object.assign(document.createElement('span'), { id, className: 'grade-why', textContent: reason })
  input.setAttribute('aria-invalid', 'true')
  input.setAttribute('aria-describedby', id)
  input.after(why)
}

const settle = ({ column, person, stands, reason }) => {
  const input = form.elements[`m-${column}-${person}`]
  const typedOn = input.value !== tried.get(input)
  if (stands !== null) wasOf(input).value = stands
  explain(input, reason && stands !== null ? `${reason} ${words.overwrite}` : reason)
  if (reason) return
  if (!typedOn) input.value = stands
  else if (document.activeElement !== input) leave(input)
  input.parentElement.classList.remove('grade-auto')
  input.parentElement.classList.add('grade-saved')
}

const take = ({ outcomes, averages }) => {
  outcomes.forEach(settle)
  for (const [person, html] of Object.entries(averages)) form.querySelector(`tr[data-person="${person}"] [data-average]`).innerHTML = html
  const isWrong = form.querySelector('.grade-input[aria-invalid]')
  show(isWrong ? words.wrong : words.saved, isWrong ? 'wrong' : 'saved')
}

const post = async (batch) => {
  const changes = batch.map((input) => {
    tried.set(input, input.value)
    const [column, person] = keyOf(input).split('-').map(Number)
    return { column, person, was: wasOf(input).value, text: input.value.trim() }
  })
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': form.elements.csrf_token.value }
  const answer = await fetch(words.gradebook, { method: 'POST', headers, body: JSON.stringify({ changes }) })
  return { ok: answer.ok, isFinal: answer.status < 500 && answer.status !== 429, told: await answer.json() }
}

const send = async () => {
  clearTimeout(timer)
  if (sending || !waiting.size) return
  const batch = [...waiting.values()]
  waiting.clear()
  sending = true
  show(words.saving, 'saving')
  const { ok, isFinal, told } = await post(batch).catch(() => ({ ok: false, isFinal: false }))
  sending = false
  if (ok) {
    for (const input of batch) if (!waiting.has(input.name)) input.parentElement.classList.remove('grade-waiting')
    take(told)
    return send()
  }
  batch.forEach(wait)
  show(isFinal ? `${told.title} ${words.refused}` : words.failed, 'wrong')
  if (!isFinal) timer = setTimeout(send, RETRY)
}

/* A refused text is not sent again for passing through its cell, only when it is changed or Enter insists. */
const leave = (input, insists = false) => {
  if (!isDirty(input)) return
  if (!insists && input.value === tried.get(input)) return
  wait(input)
  send()
}

const restore = (input) => {
  waiting.delete(input.name)
  input.parentElement.classList.remove('grade-waiting')
  input.value = wasOf(input).value
  explain(input)
  input.select()
}

const cellsOf = (row) => [...row.querySelectorAll('.grade-input')]

const neighbour = (input, down, right) => {
  const row = input.closest('tr')
  const place = cellsOf(row).indexOf(input)
  const next = down < 0 ? row.previousElementSibling : down > 0 ? row.nextElementSibling : row
  return next && cellsOf(next)[place + right]
}

/* Left and right leave the cell only from its edge, so that a mark can still be edited letter by letter. */
const stepOf = ({ key, shiftKey, target }) => {
  if (shiftKey && key !== 'Enter') return null
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return [-1, 0]
  if (key === 'ArrowDown' || key === 'Enter') return [1, 0]
  if (key === 'ArrowLeft' && target.selectionStart === 0) return [0, -1]
  if (key === 'ArrowRight' && target.selectionEnd === target.value.length) return [0, 1]
  return null
}

if (form && state) {
  show(words.ready, 'saving')
  form.addEventListener('focusin', ({ target }) => { if (target.matches('.grade-input')) target.select() })
  form.addEventListener('focusout', ({ target }) => { if (target.matches('.grade-input')) leave(target) })
  form.addEventListener('keydown', (event) => {
    const input = event.target
    if (!input.matches('.grade-input') || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Escape') return restore(input)
    const step = stepOf(event)
    if (!step) return
    event.preventDefault()
    if (event.key === 'Enter') leave(input, true)
    const next = neighbour(input, ...step)
    if (next) next.focus()
    else if (event.key === 'Enter') input.blur()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    form.querySelectorAll('.grade-input').forEach((input) => leave(input))
    if (waiting.size) send()
    else if (!sending && !form.querySelector('[aria-invalid]')) show(words.saved, 'saved')
  })
  addEventListener('online', send)
  addEventListener('beforeunload', (event) => {
    const active = document.activeElement
    if (waiting.size || sending || (active.matches('.grade-input') && isDirty(active))) event.preventDefault()
  })
}
