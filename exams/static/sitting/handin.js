/* Handing in: says what is not answered and what is not saved, waits for the last answer, and can be called off until it is done. */
import { isAnswered } from './journal.js'
import { $, make, say } from './words.js'

const MOST_LISTED = 12

/** The dialog on the page; `go` leads to a place. Gives {open, close, refresh}. */
export const handInDialog = ({ journal, questions, numbers, go }) => {
  const dialog = $('#sit-hand-in')
  const links = (places) => {
    const shown = places.slice(0, MOST_LISTED).map((place) => {
      const link = make('button', { type: 'button', class: 'sit-jump num', 'aria-label': say('question', { n: place }) }, String(place))
      link.addEventListener('click', () => { dialog.close(); go(place) })
      return link
    })
    return places.length > MOST_LISTED ? [...shown, make('span', { class: 'muted' }, say('more', { n: places.length - MOST_LISTED }))] : shown
  }
  const line = (name, places) => {
    const row = $(`[data-hand-in-${name}]`, dialog)
    row.hidden = !places.length
    $('[data-text]', row).textContent = say(`hand_in_${name}`, { n: places.length })
    $('[data-links]', row).replaceChildren(...links(places))
  }

  const fill = () => {
    const { answered } = journal.count(numbers)
    $('[data-hand-in-summary]', dialog).textContent = say('hand_in_summary', { answered, all: numbers.length })
    line('empty', questions.filter((each) => !isAnswered(journal.answer(each.number))).map((each) => each.place))
    line('flagged', questions.filter((each) => journal.flag(each.number)).map((each) => each.place))
  }

  const refresh = () => {
    if (!dialog.open) return
    const ending = journal.ending === 'asked'
    const { waiting } = journal.count(numbers)
    $('[data-hand-in-question]', dialog).hidden = ending
    $('[data-hand-in-waiting]', dialog).hidden = !ending
    $('[data-hand-in-unsaved]', dialog).hidden = ending || !waiting
    $('[data-hand-in-unsaved-text]', dialog).textContent = say(journal.offline ? 'hand_in_unsaved_offline' : 'hand_in_unsaved', { n: waiting })
    $('[data-hand-in-progress]', dialog).textContent = journal.offline ? say('hand_in_offline', { n: waiting }) : say('hand_in_sending')
    $('[data-hand-in-go]', dialog).hidden = ending
  }

  $('[data-hand-in-go]', dialog).addEventListener('click', () => { journal.handIn('asked'); refresh(); $('[data-close]', $('.sit-hand-in-foot', dialog)).focus() })
  dialog.addEventListener('close', () => { if (journal.ending === 'asked' && !journal.ended) journal.callOff() })

  return {
    open: () => { fill(); if (!dialog.open) dialog.showModal(); refresh() },
    close: () => { if (dialog.open) dialog.close() },
    refresh,
  }
}
