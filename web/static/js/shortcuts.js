/* Shortcuts of a single letter, digit or sign: whether a page may take a key, and the switch that turns them off for every page
   (WCAG 2.1.4). The choice is remembered on this machine; theme.js reads it before the first paint. */
const root = document.documentElement

/** Whether this key is one that the switch turns off, and it is off. The space bar presses buttons; it is no letter. */
export const isSwitchedOff = (key) => key.length === 1 && key !== ' ' && root.dataset.keys === 'off'

/** Whether a shortcut may take this key: no chord, not taken yet, no dialog above the page, not switched off. */
export const isFree = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
  || document.querySelector('dialog:modal') || isSwitchedOff(event.key))

const show = () => {
  for (const each of document.querySelectorAll('[data-keys-switch]')) each.setAttribute('aria-pressed', String(root.dataset.keys !== 'off'))
}

document.addEventListener('click', ({ target }) => {
  if (!target.closest('[data-keys-switch]')) return
  if (root.dataset.keys === 'off') delete root.dataset.keys
  else root.dataset.keys = 'off'
  try { root.dataset.keys ? localStorage.setItem('keys', 'off') : localStorage.removeItem('keys') } catch { /* this page only */ }
  show()
})
show()
