/* The overview: every question as a numbered place that says answered, flagged, waiting. Words and icons, not only colours. */
import { isAnswered } from './journal.js'
import { icon, make, say } from './words.js'

/** Draws the grid into `holder`; gives a function that brings it up to date. */
export const drawOverview = (holder, questions, journal, go) => {
  const cells = new Map()
  let part = null
  let grid = null
  for (const question of questions) {
    if (question.part !== part) {
      part = question.part
      grid = make('ol', { class: 'sit-grid', role: 'list' })
      holder.append(make('h3', { class: 'sit-grid-part' }, part.name), grid)
    }
    const mark = make('span', { class: 'sit-cell-mark' })
    const cell = make('button', { type: 'button', class: 'sit-cell num' }, make('span', {}, String(question.place)), mark)
    cell.addEventListener('click', () => go(question.place))
    cells.set(question, { cell, mark, was: '' })
    grid.append(make('li', {}, cell))
  }
  return (current) => {
    for (const [question, known] of cells) {
      const state = {
        answered: isAnswered(journal.answer(question.number)),
        flagged: journal.flag(question.number),
        waiting: !journal.isSaved(question.number) && journal.offline,
        current: question.place === current,
      }
      const now = JSON.stringify(state)
      if (now === known.was) continue
      known.was = now
      show(known, question, state)
    }
  }
}

const show = ({ cell, mark }, question, { answered, flagged, waiting, current }) => {
  cell.classList.toggle('is-answered', answered)
  cell.classList.toggle('is-flagged', flagged)
  cell.classList.toggle('is-waiting', waiting)
  if (current) cell.setAttribute('aria-current', 'true')
  else cell.removeAttribute('aria-current')
  const name = waiting ? 'cloud-off' : flagged ? 'flag' : answered ? 'check' : ''
  mark.replaceChildren(...(name ? [icon(name, 'sm')] : []))
  const words = [say('question', { n: question.place }), say(answered ? 'cell_answered' : 'cell_empty')]
  if (flagged) words.push(say('cell_flagged'))
  if (waiting) words.push(say('cell_waiting'))
  cell.setAttribute('aria-label', words.join(', '))
}
