/* The board between two fetches: clocks tick by the server's time, the place in a table is kept, and a lost network is said once. */
const live = document.getElementById('board-live')
const stale = document.getElementById('board-stale')
let ahead = 0 // how far the server's clock is ahead of this machine's

const clock = (seconds) => {
  const two = (n) => String(n).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
const setClock = () => {
  const told = document.querySelector('[data-now]')?.dataset.now
  if (told) ahead = Date.parse(told) - Date.now()
}
const tick = () => {
  const now = Date.now() + ahead
  for (const place of document.querySelectorAll('[data-deadline]')) {
    const left = Math.max(0, Math.floor((Date.parse(place.dataset.deadline) - now) / 1000))
    place.textContent = clock(left)
    place.classList.toggle('text-seal', left < 300)
  }
}

setClock()
tick()
setInterval(tick, 1000)

let kept = [0, 0]
const region = () => live?.querySelector('.table-region')
live?.addEventListener('htmx:beforeSwap', () => { kept = [region()?.scrollLeft ?? 0, region()?.scrollTop ?? 0] })
live?.addEventListener('htmx:afterSwap', () => {
  region()?.scrollTo(...kept)
  stale.hidden = true
  setClock()
  tick()
})
for (const name of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
  live?.addEventListener(name, (event) => {
    event.stopPropagation() // every five seconds is too often for a toast
    stale.hidden = false
  })
}
