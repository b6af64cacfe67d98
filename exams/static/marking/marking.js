/* Marking by hand: rubric rows add up into the points field, Ctrl+Enter saves and goes on. The field stays the one truth. It has the
   focus where it stands beside the work; on a narrow screen that would scroll the work out of sight. */
const form = document.getElementById('mark-form')
const points = form?.querySelector('[name=points]')
const rubric = form?.querySelector('[data-rubric]')

if (matchMedia('(min-width: 960px)').matches) points?.focus()

const written = (value) => String(Math.round(value * 10000) / 10000).replace('.', ',')
rubric?.addEventListener('click', (event) => {
  const row = event.target.closest('[data-points]')
  if (!row) return
  row.setAttribute('aria-pressed', String(row.getAttribute('aria-pressed') !== 'true'))
  const sum = [...rubric.querySelectorAll('[aria-pressed=true]')].reduce((all, each) => all + Number(each.dataset.points), 0)
  points.value = written(Math.min(sum, Number(rubric.dataset.most)))
})
points?.addEventListener('input', () => {
  for (const row of rubric?.querySelectorAll('[aria-pressed=true]') ?? []) row.setAttribute('aria-pressed', 'false')
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !form) return
  event.preventDefault()
  form.requestSubmit(form.querySelector('[data-save]'))
})
