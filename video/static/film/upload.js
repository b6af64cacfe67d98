/* Choosing or dropping a film and seeing it go: progress, speed, time left, pause; spoken sparingly. */
import { Pace } from './pace.js'
import { Refused, Sender } from './sender.js'

const root = document.querySelector('[data-film-upload]')
const part = (name) => root.querySelector(`[data-film-${name}]`)
const words = JSON.parse(document.getElementById('film-words').textContent)
const say = (name, gaps = {}) => words[name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap])
const language = document.documentElement.lang
const number = (value, digits) => value.toLocaleString(language, { maximumFractionDigits: digits, minimumFractionDigits: digits })
const size = (bytes) => (bytes >= 1e9 ? `${number(bytes / 1e9, 2)} GB` : `${number(bytes / 1e6, 1)} MB`)
const percent = (share) => (Math.floor(share * 100) / 100).toLocaleString(language, { style: 'percent' })
const SPOKEN_STEP = 0.25

let sender = null
let spoken = 0
const pace = new Pace()

const lasting = (seconds) => {
  if (seconds < 90) return say('seconds', { n: Math.max(1, Math.round(seconds)) })
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? say('minutes', { n: minutes }) : say('hours', { n: Math.floor(minutes / 60), m: minutes % 60 })
}

const speak = (text) => { part('said').textContent = text }

const show = (bytes) => {
  const share = bytes / sender.file.size
  part('bar').value = share
  const { speed } = pace
  const gaps = { done: size(bytes), all: size(sender.file.size) }
  const left = speed && lasting((sender.file.size - bytes) / speed)
  part('words').textContent = sender.isPaused ? say('paused', { percent: percent(share) })
    : speed ? say('pace', { ...gaps, speed: size(speed), left }) : say('sent', gaps)
  if (share >= spoken + SPOKEN_STEP && share < 1) {
    spoken = Math.floor(share / SPOKEN_STEP) * SPOKEN_STEP
    speak(say('reached', { percent: percent(share) }))
  }
}

const hear = {
  progress (bytes) {
    pace.note(bytes)
    show(bytes)
  },
  cut (seconds) {
    pace.forget()
    part('words').textContent = say('cut', { seconds })
    if (sender.tries === 1) speak(say('cut', { seconds }))
  },
}

const begin = async (file) => {
  if (sender) return
  part('problem').hidden = true
  sender = new Sender(file, root.dataset.filmUpload, root.querySelector('[name=csrf_token]').value, hear)
  spoken = 0
  pace.forget()
  part('name').textContent = file.name
  swap(true)
  speak(say('started', { name: file.name }))
  try {
    await file.slice(0, 1).arrayBuffer() // a folder, or a file that has moved, fails here
    await sender.send()
    speak(say('done'))
    document.body.dispatchEvent(new CustomEvent('film-sent'))
  } catch (problem) {
    complain(problem)
  } finally {
    sender = null
    swap(false)
    part('drop').querySelector('input').value = ''
  }
}

const complain = (problem) => {
  const isOurs = problem instanceof Refused
  const isSignedOut = isOurs && (problem.status === 401 || problem.status === 403)
  part('problem').textContent = isSignedOut ? say('signedOut') : isOurs ? problem.message : say('unreadable')
  part('problem').hidden = false
}

const swap = (isSending) => {
  part('sending').hidden = !isSending
  part('drop').hidden = isSending
  setPaused(false)
  if (isSending) part('pause').focus()
}

const setPaused = (isPaused) => {
  part('pause').hidden = isPaused
  part('resume').hidden = !isPaused
}

part('pause').addEventListener('click', () => {
  if (!sender) return
  sender.pause()
  pace.forget()
  show(sender.received)
  setPaused(true)
  part('resume').focus()
  speak(part('words').textContent)
})
part('resume').addEventListener('click', () => {
  if (!sender) return
  setPaused(false)
  part('pause').focus()
  speak(say('resumed', { percent: percent(sender.received / sender.file.size) }))
  sender.resume()
})

const input = part('drop').querySelector('input')
input.addEventListener('change', () => { if (input.files[0]) begin(input.files[0]) })
for (const name of ['dragenter', 'dragleave', 'drop']) {
  part('drop').addEventListener(name, () => part('drop').classList.toggle('is-over', name === 'dragenter'))
}
addEventListener('beforeunload', (event) => { if (sender && !sender.isPaused) event.preventDefault() })

/* When the worker is done, the rest of the page has more to say; not while something is being sent. */
const busy = ['waiting', 'working']
let before = document.querySelector('[data-film-state]').dataset.filmState
document.body.addEventListener('htmx:afterSettle', () => {
  const now = document.querySelector('[data-film-state]').dataset.filmState
  if (busy.includes(before) && !busy.includes(now) && !sender) location.reload()
  before = now
})
