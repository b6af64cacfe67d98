/* "Chạy chương trình mẫu": the boxes as they stand are sent, what came of each test is shown. */
const form = document.getElementById('question-form')
const place = form.querySelector('[data-try-programme]')
const shown = place.querySelector('[data-tried]')
const button = place.querySelector('button')

const send = async () => {
  const answer = await fetch(place.dataset.url, {
    method: 'POST', body: new FormData(form), headers: { 'X-CSRFToken': form.csrf_token.value, Accept: 'application/json' },
  })
  if (answer.ok) return answer.text()
  throw new Error((await answer.json()).title)
}

button.addEventListener('click', async () => {
  if (button.getAttribute('aria-disabled')) return
  button.setAttribute('aria-disabled', 'true')
  shown.textContent = place.dataset.working
  try { shown.innerHTML = await send() } catch (error) { shown.textContent = error.message || place.dataset.trouble }
  button.removeAttribute('aria-disabled')
})
