/* The gradebook saves each cell as it is left and moves like a sheet. Without this script the page's own button saves. */
const form = document.querySelector('[data-gradebook]')
const state = form?.querySelector('[data-state]')
const waiting = new Map()
let sending = false

const cellsOf = (row) => [...row.querySelectorAll('.grade-input')]
const show = (text) => { if (state) state.textContent = text }
const keyOf = (input) => input.name.slice(2)
const wasOf = (input) => form.elements[`was-${keyOf(input)}`]

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

const settle = (outcome) => {
  const input = form.elements[`m-${outcome.column}-${outcome.person}`]
  if (!input) return
  explain(input, outcome.reason)
  if (outcome.stands !== null) wasOf(input).value = outcome.stands
  if (outcome.reason) return
  if (!waiting.has(input.name)) input.value = outcome.stands
  input.parentElement.classList.remove('grade-auto')
  input.parentElement.classList.add('grade-saved')
}

const send = async () => {
  if (sending || !waiting.size) return
  sending = true
  const batch = [...waiting.values()]
  waiting.clear()
  show(form.dataset.saving)
  const changes = batch.map((input) => {
    const [column, person] = keyOf(input).split('-').map(Number)
    return { column, person, was: wasOf(input).value, text: input.value }
  })
  try {
    const answer = await fetch(form.dataset.gradebook, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRFToken': form.elements.csrf_token.value }, body: JSON.stringify({ changes }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    const { outcomes, averages } = await answer.json()
    outcomes.forEach(settle)
    for (const [person, html] of Object.entries(averages)) {
      const place = form.querySelector(`tr[data-person="${person}"] [data-average]`)
      if (place) place.innerHTML = html
    }
    show(form.dataset.saved)
  } catch {
    for (const input of batch) if (!waiting.has(input.name)) waiting.set(input.name, input)
    show(form.dataset.failed)
    setTimeout(send, 4000)
  }
  sending = false
  if (waiting.size && state?.textContent !== form.dataset.failed) send()
}

const move = (input, rows) => {
  const row = input.closest('tr')
  const place = cellsOf(row).indexOf(input)
  const next = rows < 0 ? row.previousElementSibling : row.nextElementSibling
  const target = next && cellsOf(next)[place]
  if (target) { target.focus(); target.select() }
  return Boolean(target)
}

form?.addEventListener('change', ({ target }) => {
  if (!target.matches('.grade-input')) return
  waiting.set(target.name, target)
  send()
})

form?.addEventListener('keydown', (event) => {
  if (!event.target.matches('.grade-input')) return
  const steps = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 }[event.key]
  if (!steps) return
  event.preventDefault()
  if (!move(event.target, steps)) event.target.blur()
})

addEventListener('beforeunload', (event) => { if (waiting.size || sending) event.preventDefault() })
