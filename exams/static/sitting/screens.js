/* The page's screens, one at a time, and the notes that may stand above them. */
import { $, icon, make, say, wallTime } from './words.js'

const screens = [...document.querySelectorAll('[data-screen]')]

/** Shows one screen and puts the reader at its beginning. */
export const show = (name) => {
  for (const screen of screens) screen.hidden = screen.dataset.screen !== name
  document.body.dataset.showing = name
  scrollTo(0, 0)
  const head = $(`[data-screen="${name}"] [data-head]`)
  head?.focus({ preventScroll: true })
}

/** Says why the sitting does not go on here, and what to do. `action`: {label, run} or nothing. */
export const block = (title, text, action) => {
  $('[data-blocked-title]').textContent = title
  $('[data-blocked-text]').textContent = text
  const button = $('[data-blocked-action]')
  button.hidden = !action
  if (action) {
    $('span', button).textContent = action.label
    button.onclick = async () => {
      button.setAttribute('aria-busy', 'true')
      await action.run()
      button.removeAttribute('aria-busy')
    }
  }
  show('blocked')
}

/** The last screen: the receipt large, and what is still on its way. */
export const showReceipt = ({ receipt, endedAt, waiting = 0, tooLate = false }) => {
  $('[data-receipt]').textContent = receipt
  if (endedAt) $('[data-ended-at]').textContent = say('ended_at', { at: wallTime(Date.parse(endedAt)) })
  $('[data-receipt-waiting]').hidden = !waiting
  if (waiting) $('[data-receipt-waiting-text]').textContent = say('late_waiting', { n: waiting })
  $('[data-receipt-too-late]').hidden = !tooLate
  if (document.body.dataset.showing !== 'ended') show('ended')
}

/** A note above the question until it is read; for news that must not be missed. */
export const note = (holder, { tone, title, text, dismiss }) => {
  const close = make('button', { type: 'button', class: 'btn btn-secondary btn-sm' }, make('span', {}, say('read')))
  const item = make('div', { class: `notice notice-${tone} sit-note` },
    icon({ info: 'message-square', ok: 'timer', warn: 'triangle-alert', error: 'circle-alert' }[tone]),
    make('div', { class: 'notice-body' }, make('p', { class: 'notice-title' }, title), make('p', {}, text)), dismiss ? close : null)
  close.addEventListener('click', () => { item.remove(); dismiss() })
  holder.append(item)
  return item
}

/** Says something to a screen reader without moving anything. */
export const announce = (text) => { $('[data-announce]').textContent = text }
