/* The Office part of the question editor: rules of the chosen program only, each saying what it takes, the start file, and trying on a file. */
import { toast } from '../../js/toasts.js'
const form = document.getElementById('question-form')
const app = form.querySelector('[data-app-choice]')
const start = form.querySelector('[data-start]')
const trying = form.querySelector('[data-try]')

/* A rule's boxes: those it takes nothing in are out of the way, the others say what to write. */
const fit = (row) => {
  const select = row.querySelector('select')
  for (const group of select.querySelectorAll('optgroup')) group.hidden = group.disabled = group.dataset.app !== app.value
  const chosen = select.selectedOptions[0]
  if (chosen?.closest('optgroup')?.disabled) select.value = ''
  for (const name of ['where', 'expected', 'tolerance']) {
    const box = row.querySelector(`[name$=".${name}"]`)
    const words = select.selectedOptions[0]?.dataset[name] ?? ''
    box.placeholder = words
    box.title = words
    box.closest('.field').hidden = !words && !box.value
  }
}
const fitAll = () => form.querySelectorAll('[data-rule]').forEach(fit)
app.addEventListener('change', fitAll)
form.addEventListener('change', ({ target }) => { const row = target.closest('[data-rule]'); if (row && target.matches('select')) fit(row) })
new MutationObserver(fitAll).observe(form.querySelector('[data-rules]'), { childList: true })
fitAll()

const send = async (url, body) => {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'X-CSRFToken': form.csrf_token.value, Accept: 'application/json' } })
  if (answer.ok) return answer
  throw new Error((await answer.json()).title)
}

const keepStart = (file) => {
  for (const name of ['name', 'sha256', 'size']) form.elements[`body.start.${name}`].value = file?.[name] ?? ''
  start.querySelector('[data-start-name]').textContent = file?.name ?? start.dataset.none
  start.querySelector('[data-start-drop]').hidden = !file
  form.dispatchEvent(new Event('input', { bubbles: true }))
}
start.querySelector('[data-start-file]').addEventListener('change', async ({ target }) => {
  const [file] = target.files
  target.value = ''
  if (!file) return
  const body = new FormData()
  body.append('file', file)
  try { keepStart(await (await send(start.dataset.url, body)).json()) } catch (error) { toast(error.message, 'error') }
})
start.querySelector('[data-start-drop]').addEventListener('click', () => keepStart(null))

trying.querySelector('[data-try-file]').addEventListener('change', async ({ target }) => {
  const [file] = target.files
  target.value = ''
  if (!file) return
  const shown = trying.querySelector('[data-tried]')
  const body = new FormData(form)
  body.append('tried', file)
  shown.textContent = trying.dataset.working
  try { shown.innerHTML = await (await send(trying.dataset.url, body)).text() } catch (error) { shown.textContent = error.message || trying.dataset.trouble }
})
