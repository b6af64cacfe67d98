/* Forms: send once, keep what was typed through a reload, show a password, name the dropped files, go to the list of errors. */
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post' || event.defaultPrevented) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = '1'
  event.submitter?.setAttribute('aria-busy', 'true')
  if (form.dataset.keep !== undefined) sessionStorage.removeItem(keyOf(form))
})
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy')
  }
})

const keyOf = (form) => `keep:${location.pathname}#${form.id}`
const kept = (form) => [...form.elements].filter((e) => e.name && !['hidden', 'password', 'file', 'submit', 'button'].includes(e.type))
const isChoice = (e) => e.type === 'checkbox' || e.type === 'radio'
for (const form of document.querySelectorAll('form[data-keep]')) {
  form.addEventListener('input', () => {
    const values = kept(form).map((e) => [e.name, e.value, isChoice(e) ? e.checked : null])
    try { sessionStorage.setItem(keyOf(form), JSON.stringify(values)) } catch { /* full or closed: nothing to keep */ }
  })
  const saved = sessionStorage.getItem(keyOf(form))
  if (!saved || form.querySelector('.error-summary')) continue
  let changed = false
  JSON.parse(saved).forEach(([name, value, checked], i) => {
    const element = kept(form)[i]
    if (element?.name !== name) return
    if (isChoice(element)) { changed ||= element.checked !== checked; element.checked = checked }
    else { changed ||= element.value !== value; element.value = value }
  })
  if (changed && form.dataset.keep) import('./toasts.js').then(({ toast }) => toast(form.dataset.keep))
}

for (const button of document.querySelectorAll('[data-reveal]')) {
  const input = document.getElementById(button.dataset.reveal)
  button.hidden = false
  button.addEventListener('click', () => {
    const shown = input.type === 'password'
    input.type = shown ? 'text' : 'password'
    button.setAttribute('aria-pressed', String(shown))
  })
}

for (const drop of document.querySelectorAll('[data-drop]')) {
  const input = drop.querySelector('input')
  input.addEventListener('change', () => {
    drop.querySelector('.drop-names').textContent = [...input.files].map((f) => f.name).join(', ')
    drop.classList.toggle('has-files', input.files.length > 0)
  })
  for (const name of ['dragenter', 'dragleave', 'drop']) drop.addEventListener(name, () => drop.classList.toggle('is-over', name === 'dragenter'))
}

document.querySelector('[data-focus]')?.focus()
