/* Toasts: those the server printed, and toast(text, tone) for scripts. Errors stay until closed; the rest leave after a while. */
const region = document.getElementById('toasts')
const calm = matchMedia('(prefers-reduced-motion: reduce)')

const close = (item) => {
  if (calm.matches) return item.remove()
  item.classList.add('leaving')
  setTimeout(() => item.remove(), 160)
}

const watch = (item) => {
  item.querySelector('[data-close]').addEventListener('click', () => close(item))
  if (item.dataset.tone === 'error' || item.dataset.tone === 'warn') return
  let timer
  const start = () => { timer = setTimeout(() => close(item), 10000) }
  const stop = () => clearTimeout(timer)
  for (const name of ['mouseenter', 'focusin']) item.addEventListener(name, stop)
  for (const name of ['mouseleave', 'focusout']) item.addEventListener(name, start)
  start()
}

/** Shows `text`; tone is 'ok', 'info', 'warn' or 'error'. */
export const toast = (text, tone = 'info') => {
  const shape = document.getElementById('toast-shape')?.content.querySelector(`[data-tone="${tone}"]`)
  if (!region || !shape) return
  const item = shape.cloneNode(true)
  item.querySelector('p').textContent = text
  region.append(item)
  watch(item)
}

for (const item of region?.children ?? []) {
  watch(item)
  const words = item.querySelector('p') // a live region reads what changes after the page has loaded: say it once more
  setTimeout(() => { words.textContent = words.textContent }, 400)
}
