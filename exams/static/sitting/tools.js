/* Aids: larger text, strong contrast, a band that keeps the eye on its line. Remembered on this machine. */
import { $ } from './words.js'

const root = document.documentElement
const SIZES = [100, 115, 130, 150, 175, 200]
const KEY = 'khoabang-reading'
const BAND = 52
const PLAIN = { size: 0, contrast: false, band: false }

const recall = () => {
  try { return { ...PLAIN, ...JSON.parse(localStorage.getItem(KEY)) } } catch { return { ...PLAIN } }
}

/** Makes the panel's buttons work and applies what was chosen before. */
export const equipTools = () => {
  const chosen = recall()
  const [above, below] = document.querySelectorAll('[data-band]')
  const apply = () => {
    root.style.fontSize = chosen.size ? `${SIZES[chosen.size]}%` : ''
    if (chosen.contrast) root.dataset.contrast = 'high'
    else delete root.dataset.contrast
    above.hidden = below.hidden = !chosen.band
    $('[data-size]').textContent = `${SIZES[chosen.size]}%`
    $('[data-smaller]').disabled = chosen.size === 0
    $('[data-larger]').disabled = chosen.size === SIZES.length - 1
    $('[data-contrast-switch]').setAttribute('aria-pressed', String(chosen.contrast))
    $('[data-band-switch]').setAttribute('aria-pressed', String(chosen.band))
    try { localStorage.setItem(KEY, JSON.stringify(chosen)) } catch { /* this page only */ }
  }
  const place = (middle) => {
    if (!chosen.band) return
    above.style.height = `${Math.max(0, middle - BAND)}px`
    below.style.top = `${middle + BAND}px`
  }
  $('[data-smaller]').addEventListener('click', () => { chosen.size = Math.max(0, chosen.size - 1); apply() })
  $('[data-larger]').addEventListener('click', () => { chosen.size = Math.min(SIZES.length - 1, chosen.size + 1); apply() })
  $('[data-contrast-switch]').addEventListener('click', () => { chosen.contrast = !chosen.contrast; apply() })
  $('[data-band-switch]').addEventListener('click', () => { chosen.band = !chosen.band; apply(); place(innerHeight / 3) })
  document.addEventListener('pointermove', (event) => place(event.clientY), { passive: true })
  document.addEventListener('focusin', (event) => {
    const box = event.target.getBoundingClientRect()
    place(box.top + Math.min(box.height, 2 * BAND) / 2)
  })
  apply()
  place(innerHeight / 3)
}
