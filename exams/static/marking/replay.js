/* The replay's slider: shows the moment it points at while it moves, and goes there when it is let go. */
const form = document.querySelector('[data-scrub]')
const slider = form?.querySelector('input[type=range]')
const shown = form?.querySelector('.scrub-now time')

slider?.addEventListener('input', () => {
  const moment = new Date(Date.parse(form.dataset.start) + Number(slider.value) * 1000)
  shown.textContent = moment.toLocaleTimeString('vi-VN', { hour12: false, timeZone: form.dataset.zone })
})
slider?.addEventListener('change', () => form.requestSubmit())
