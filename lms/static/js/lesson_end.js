/* The end of a lesson, seen for a moment, completes it; without this script the reader says so with the button. */
const form = document.querySelector('[data-lesson-end]')
const done = document.querySelector('[data-lesson-done]')
const ENOUGH = 1500
let timer

const finish = async () => {
  const body = new URLSearchParams(new FormData(form))
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' }, keepalive: true })
    if (!answer.ok) return
    form.hidden = true
    done.hidden = false
    watcher.disconnect()
  } catch { /* the button stays */ }
}

const watcher = new IntersectionObserver(([end]) => {
  clearTimeout(timer)
  if (end.isIntersecting) timer = setTimeout(finish, ENOUGH)
})
if (form) watcher.observe(form)
