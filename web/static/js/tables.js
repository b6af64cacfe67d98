/* Dense tables by keyboard: in a table's region, j/k or the arrows move from row to row, Enter follows the row's first link. */
import { isFree } from './shortcuts.js'

document.addEventListener('keydown', (event) => {
  if (!isFree(event) || event.target.closest('input, select, textarea, [contenteditable]')) return
  const table = event.target.closest('.table-region')?.querySelector('[data-table]')
  const step = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!table || !step) return
  const links = [...table.tBodies[0].rows].map((row) => row.querySelector('a[href], button, input:not([type=hidden])')).filter(Boolean)
  if (!links.length) return
  const here = links.findIndex((link) => link.closest('tr').contains(document.activeElement))
  const next = links[here < 0 ? 0 : Math.min(links.length - 1, Math.max(0, here + step))]
  event.preventDefault()
  next.focus()
})
