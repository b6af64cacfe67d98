/* The sheet of a matrix: sums as numbers are typed, arrows from cell to cell, Enter down the column. */
const sheet = document.querySelector('[data-sheet]')
const form = document.getElementById('matrix')
const live = document.querySelector('[data-live]')
const comma = document.documentElement.lang !== 'en'

const count = (input) => (/^[0-9]{1,2}$/.test(input.value.trim()) ? Number(input.value) : 0)
/* Points in ten-thousandths: sums of decimals stay exact. */
const units = (text) => Math.round((Number(String(text).trim().replace(',', '.')) || 0) * 10000)
const written = (n) => { const text = String(n / 10000); return comma ? text.replace('.', ',') : text }
const rowsOf = () => [...sheet.querySelectorAll('[data-row]')]
const cellsOf = (row) => [...row.querySelectorAll('[data-cell]')]
const put = (selector, text, root = sheet) => root.querySelectorAll(selector).forEach((each) => { each.textContent = text })

function add() {
  const worth = Object.fromEntries([...form.querySelectorAll('[data-points]')].map((each) => [each.dataset.points, units(each.value)]))
  const columns = {}, parts = {}
  let total = 0, points = 0
  for (const row of rowsOf()) {
    let here = 0, herePoints = 0
    for (const cell of cellsOf(row)) {
      const n = count(cell), part = cell.dataset.cell.split('.')[0]
      columns[cell.dataset.cell] = (columns[cell.dataset.cell] || 0) + n
      parts[part] = (parts[part] || 0) + n
      here += n
      herePoints += n * (worth[part] || 0)
    }
    put('[data-row-sum]', here, row)
    put('[data-row-points]', written(herePoints), row)
    total += here
    points += herePoints
  }
  for (const [name, n] of Object.entries(columns)) put(`[data-column="${name}"]`, n)
  for (const [name, n] of Object.entries(parts)) {
    put(`[data-part="${name}"]`, n)
    const wanted = form.querySelector(`[data-wanted="${name}"]`)?.value.trim()
    sheet.querySelector(`[data-part="${name}"]`)?.classList.toggle('is-off', Boolean(wanted) && Number(wanted) !== n)
  }
  const scale = units(form.querySelector('[data-scale]').value)
  put('[data-total]', total)
  put('[data-points-total]', written(points))
  sheet.querySelector('[data-points-total]').classList.toggle('is-off', points !== scale)
  live.textContent = live.dataset.words.replace('{n}', total).replace('{points}', written(points)).replace('{scale}', written(scale))
  live.hidden = false
}

function next(cell, key) {
  const row = cell.closest('[data-row]'), rows = rowsOf(), cells = cellsOf(row), at = cells.indexOf(cell)
  if (key === 'ArrowLeft') return cells[at - 1]
  if (key === 'ArrowRight') return cells[at + 1]
  const other = rows[rows.indexOf(row) + (key === 'ArrowUp' ? -1 : 1)]
  return other && cellsOf(other)[at]
}

/* An arrow inside a number moves the caret first; at its edge, or with all of it chosen, it moves to the next cell. */
function leaves(cell, key) {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return true
  const { selectionStart: from, selectionEnd: to, value } = cell
  return (from === 0 && to === value.length) || (key === 'ArrowLeft' ? to === 0 : from === value.length)
}

sheet.addEventListener('keydown', (event) => {
  const cell = event.target.closest('[data-cell]')
  const key = event.key === 'Enter' ? 'ArrowDown' : event.key
  if (!cell || event.ctrlKey || event.metaKey || event.altKey || !/^Arrow/.test(key)) return
  if (event.key === 'Enter') event.preventDefault()
  if (!leaves(cell, key)) return
  const to = next(cell, key)
  if (!to) return
  event.preventDefault()
  to.focus()
})
sheet.addEventListener('focusin', (event) => { if (event.target.matches('[data-cell]')) event.target.select() })
form.addEventListener('input', add)
add()
