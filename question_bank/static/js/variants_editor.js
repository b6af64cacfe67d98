/* Variants while they are written: other values and one variant less are asked for by the preview, without sending the page. */
const form = document.getElementById('question-form')
const preview = document.getElementById('preview')
const seed = form.elements['key.seed']

const ask = () => form.dispatchEvent(new Event('input', { bubbles: true }))

form.querySelector('[value="again:variants"]').addEventListener('click', (event) => {
  event.preventDefault()
  seed.value = String((Number(seed.value) || 0) + 1)
  ask()
})

/* The row goes; what comes in its place takes the focus, so that the keyboard stays in the table. */
preview.addEventListener('click', (event) => {
  const button = event.target.closest('[data-without]')
  if (!button) return
  event.preventDefault()
  const place = [...preview.querySelectorAll('[data-without]')].indexOf(button)
  const removed = Object.assign(document.createElement('input'), { type: 'hidden', name: 'key.removed', value: button.dataset.without })
  seed.after(removed)
  new MutationObserver((_, watching) => {
    watching.disconnect()
    const rows = [...preview.querySelectorAll('[data-without]')]
    ;(rows[Math.min(place, rows.length - 1)] ?? form.querySelector('[value="again:variants"]')).focus({ preventScroll: true })
  }).observe(preview, { childList: true })
  ask()
})
