/* A lesson counts as read once its end was on the screen. */
const foot = document.querySelector('[data-read]')
if (foot) {
  const seen = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting) return
    seen.disconnect()
    const body = new FormData()
    body.append('csrf_token', foot.dataset.token)
    body.append('by_itself', '1')
    try {
      const answer = await fetch(foot.dataset.read, { method: 'POST', body })
      if (answer.ok) foot.querySelectorAll('[data-is-done], [data-is-not-done]').forEach((part) => { part.hidden = part.matches('[data-is-not-done]') })
    } catch { /* offline: the button is still there */ }
  })
  seen.observe(foot)
}
