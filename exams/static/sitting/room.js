/* The sitting itself: one question at a time, the clock, the honest saved state, the overview, handing in. */
import { countdown } from './clock.js'
import { handInDialog } from './handin.js'
import { listen } from './keys.js'
import { drawOverview } from './overview.js'
import { asks, drawQuestion } from './questions.js'
import { announce, note } from './screens.js'
import { equipTools } from './tools.js'
import { $, icon, say, wallTime } from './words.js'

const FIVE_MINUTES = 300_000
const ONE_MINUTE = 60_000
const TICK = 250
const wide = matchMedia('(min-width: 1000px)')

/** Opens the room on `questions` (in the candidate's order). Call `refresh` when the journal changed, `hear` with each answer. */
export const openRoom = ({ journal, questions, clock, session, store }) => {
  const numbers = questions.filter(asks).map((question) => question.number)
  let place = Math.min(Math.max(1, session.place ?? 1), questions.length)
  let timeUp = false
  let wasOffline = false
  let offlineRead = false
  const said = new Set()

  const overviewBox = $('[data-overview]')
  const overview = drawOverview($('[data-grid]'), questions, journal, (wanted) => { if (!wide.matches) overviewBox.close(); go(wanted) })
  const ask = handInDialog({ journal, questions: questions.filter(asks), numbers, go: (wanted) => go(wanted) })

  const current = () => questions[place - 1]
  const give = (answer, pause) => {
    if (timeUp) return
    const { number } = current()
    if (pause) journal.type(number, answer, pause)
    else journal.change(number, { answer })
  }

  const go = (wanted, { focus = true } = {}) => {
    if (wanted < 1 || wanted > questions.length) return
    journal.settle()
    place = session.place = wanted
    draw()
    if (!focus) return
    scrollTo(0, 0)
    $('[data-question-title]').focus({ preventScroll: true })
  }

  const draw = () => {
    const question = current()
    $('[data-question-title]').textContent = asks(question) ? say('question', { n: place }) : say('passage')
    $('[data-question-part]').textContent = question.part.name
    $('[data-question-points]').textContent = asks(question) ? say('points', { n: question.points.replace('.', document.documentElement.lang === 'vi' ? ',' : '.') }) : ''
    $('[data-question]').replaceChildren(drawQuestion(question, journal.answer(question.number), give))
    $('[data-flag]').hidden = !asks(question)
    $('[data-previous]').disabled = place === 1
    $('[data-next]').hidden = place === questions.length
    $('[data-finish]').hidden = place !== questions.length
    $('[data-place]').textContent = `${place}/${questions.length}`
    lock(timeUp)
    refresh()
  }

  /* A question is drawn open, with its own buttons off where they lead nowhere: it is only ever closed here. */
  const lock = (closed) => {
    if (closed) for (const input of $('[data-question]').querySelectorAll('input, textarea, select, button')) input.disabled = true
    $('[data-flag]').disabled = closed
    for (const button of document.querySelectorAll('[data-hand-in]')) button.disabled = closed
  }

  const flag = () => {
    const { number } = current()
    if (!timeUp && asks(current())) journal.change(number, { flag: !journal.flag(number) })
  }

  const refresh = () => {
    const counted = journal.count(numbers)
    showSaved(counted)
    overview(place)
    $('[data-counts]').textContent = say('counts', { answered: counted.answered, all: numbers.length })
    const flagged = journal.flag(current().number)
    $('[data-flag]').setAttribute('aria-pressed', String(flagged))
    $('[data-flag-label]').textContent = say(flagged ? 'unflag' : 'flag')
    ask.refresh()
    $('[data-memory]').hidden = store.durable
  }

  const showSaved = ({ answered, saved, waiting }) => {
    const state = journal.offline ? 'offline' : waiting || journal.pending ? 'sending' : 'saved'
    const box = $('[data-saved]')
    box.dataset.state = state
    const words = { saved: say('saved', { answered, saved }), sending: say('sending', { answered, saved }), offline: waiting ? say('waiting', { n: waiting }) : say('offline', { saved }) }
    const text = $('[data-saved-text]')
    if (text.textContent !== words[state]) text.textContent = words[state]
    const name = { saved: 'circle-check', sending: 'loader', offline: 'cloud-off' }[state]
    if (box.dataset.icon !== name) { box.dataset.icon = name; $('[data-saved-icon]').replaceChildren(icon(name)) }
    if (!journal.offline) offlineRead = false
    $('[data-offline-note]').hidden = !journal.offline || offlineRead || timeUp
    $('[data-time-up-text]').textContent = say(journal.offline ? 'time_up_offline' : 'time_up', { n: waiting })
    if (journal.offline) $('[data-offline-text]').textContent = say(waiting ? 'offline_waiting' : 'offline_note', { n: waiting })
    if (journal.offline !== wasOffline) announce(say(journal.offline ? 'announce_offline' : 'announce_online'))
    wasOffline = journal.offline
  }

  const tick = () => {
    const left = Date.parse(session.deadline_at) - clock.now()
    $('[data-clock]').textContent = countdown(left)
    const last = left <= FIVE_MINUTES
    const box = $('[data-clock-box]')
    box.dataset.urgent = left <= ONE_MINUTE ? 'minute' : last ? 'five' : ''
    box.dataset.hidden = String(session.hides_clock && !last)
    $('[data-clock-hide]').hidden = last
    for (const [mark, words] of [[FIVE_MINUTES, 'announce_five'], [ONE_MINUTE, 'announce_one']]) {
      if (left <= mark && left > mark - 5_000 && !said.has(mark)) { said.add(mark); announce(say(words)) }
    }
    if (left <= 0 && !timeUp) endTime()
    if (left > 0 && timeUp) moreTime()
  }

  const endTime = () => {
    timeUp = true
    ask.close()
    journal.handIn('time')
    lock(true)
    $('[data-time-up]').hidden = false
    announce(say('announce_end'))
    refresh()
  }

  const moreTime = () => {
    timeUp = false
    said.clear()
    journal.callOff()
    $('[data-time-up]').hidden = true
    draw()
  }

  const hear = ({ notices, deadline_at: deadline, arrival }) => {
    if (arrival === 'too_late') session.too_late = true
    for (const notice of notices) tell(notice)
    session.notices_seen += notices.length
    $('[data-ends-at]').textContent = say('ends_at', { at: wallTime(Date.parse(deadline)) })
  }

  const tell = (notice) => {
    const number = session.notices.push({ ...notice, read: false }) - 1
    showNotice(number)
  }

  const showNotice = (number) => {
    const { kind, text, read } = session.notices[number]
    if (read) return
    const title = say(`notice_${kind}`, { at: wallTime(Date.parse(session.deadline_at)) })
    const dismiss = () => { session.notices[number].read = true; store.keepSession(session).catch(() => {}) }
    note($('[data-notices]'), { tone: kind === 'extra_time' ? 'ok' : kind === 'correction' ? 'warn' : 'info', title, text, dismiss })
  }

  const stand = () => {
    if (overviewBox.open) overviewBox.close()
    if (wide.matches) overviewBox.show()
  }

  $('[data-previous]').addEventListener('click', () => go(place - 1))
  $('[data-next]').addEventListener('click', () => go(place + 1))
  $('[data-flag]').addEventListener('click', flag)
  $('[data-open-overview]').addEventListener('click', () => { if (!overviewBox.open) overviewBox.showModal() })
  for (const opener of document.querySelectorAll('[data-hand-in]')) opener.addEventListener('click', () => { if (!wide.matches && overviewBox.open) overviewBox.close(); journal.settle(); ask.open() })
  overviewBox.addEventListener('close', () => { if (wide.matches) overviewBox.show() })
  wide.addEventListener('change', stand)
  $('[data-offline-read]').addEventListener('click', () => { offlineRead = true; refresh() })
  $('[data-clock-hide]').addEventListener('click', () => {
    session.hides_clock = !session.hides_clock
    $('[data-clock-hide-label]').textContent = say(session.hides_clock ? 'show_clock' : 'hide_clock')
    tick()
  })
  listen({ go: (step) => go(place + step), flag, area: () => $('[data-question]') })
  equipTools()

  session.notices.forEach((_, number) => showNotice(number))
  $('[data-ends-at]').textContent = say('ends_at', { at: wallTime(Date.parse(session.deadline_at)) })
  draw()
  const timer = setInterval(tick, TICK)
  tick()
  // The overview is a dialog on a phone and stands beside the question where there is room.
  requestAnimationFrame(() => { stand(); $('[data-question-title]').focus({ preventScroll: true }) })

  return { refresh, hear, close: () => { clearInterval(timer); ask.close(); if (overviewBox.open && !wide.matches) overviewBox.close() } }
}
