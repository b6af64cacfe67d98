/* The review queue by keyboard: j and k from question to question, a approves, r goes to the reason for returning, c to a remark. */
import { isFree } from '../../js/shortcuts.js'

const isTyping = (target) => target.closest('input, select, textarea, [contenteditable], dialog')
const acts = {
  j: () => document.querySelector('a[rel=next]')?.click(),
  k: () => document.querySelector('a[rel=prev]')?.click(),
  a: () => document.querySelector('form[data-approve]')?.requestSubmit(),
  r: () => document.getElementById('reason')?.focus(),
  c: () => document.getElementById('text')?.focus(),
}
document.addEventListener('keydown', (event) => {
  const act = acts[event.key.toLowerCase()]
  if (!act || event.repeat || !isFree(event) || isTyping(event.target)) return
  event.preventDefault()
  act()
})
