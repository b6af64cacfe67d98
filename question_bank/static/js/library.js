/* The library by keyboard, ticks that count themselves, and addresses without empty fields. */
import { isFree } from '../../js/shortcuts.js'

const isTyping = (target) => target.closest('input:not([type=checkbox]), select, textarea, [contenteditable], dialog')
const table = document.querySelector('.library tbody')
const rows = () => [...(table?.rows ?? [])]
const here = () => document.activeElement?.closest('.library tbody tr')
/* The next row: the first or last when none has the focus, and none beyond the ends. */
const moved = (all, row, step) => {
  const at = all.indexOf(row)
  if (at < 0) return all.at(step > 0 ? 0 : -1)
  return all[Math.min(all.length - 1, Math.max(0, at + step))]
}
const focusRow = (row) => row?.querySelector('.lib-stem a')?.focus()
const tick = (row) => { const box = row?.querySelector('[name=id]'); if (box) { box.checked = !box.checked; count() } }

const tickAll = () => {
  const boxes = rows().map((row) => row.querySelector('[name=id]')).filter(Boolean)
  const all = boxes.every((box) => box.checked)
  for (const box of boxes) box.checked = !all
  count()
}

const KEYS = {
  '/': () => document.getElementById('f-words')?.select(),
  j: () => focusRow(moved(rows(), here(), 1)),
  k: () => focusRow(moved(rows(), here(), -1)),
  x: () => tick(here()),
  a: tickAll,
  e: () => { const address = here()?.dataset.edit; if (address) location.assign(address) },
  '?': () => document.getElementById('keys')?.showModal(),
}
/* Before the table's own keys, which know rows only. */
document.addEventListener('keydown', (event) => {
  if (!isFree(event) || isTyping(event.target)) return
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}, true)

const bar = document.querySelector('[data-bulk]')
const count = () => {
  if (!bar) return
  const chosen = document.querySelectorAll('.library [name=id]:checked').length
  const words = bar.querySelector('[data-chosen]')
  words.textContent = chosen ? words.dataset.words.replace('{n}', chosen) : words.dataset.none
  bar.classList.toggle('has-chosen', chosen > 0)
  for (const button of bar.querySelectorAll('[data-needs-choice]')) button.disabled = chosen === 0
}
document.querySelector('.library')?.addEventListener('change', count)
count()

/* An address without its empty fields is one that a person can read and send on. */
document.querySelector('.filters')?.addEventListener('formdata', ({ formData }) => { for (const [name, value] of [...formData]) if (!value && name !== 'state') formData.delete(name) })
