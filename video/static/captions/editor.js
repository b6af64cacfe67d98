/* The captions desk: the text of the form as a table beside the video, and back into the form when it is sent. */
import { Player } from '../player/controls.js'
import { readCues, readTime, writeCues, writeTime } from './cues.js'

const NEW_CUE_MS = 2500
const form = document.getElementById('cues')
const raw = document.querySelector('[data-raw]')
const text = raw.querySelector('textarea')
const body = document.querySelector('[data-rows]')
const shape = document.getElementById('cue-row').content.firstElementChild
const root = document.querySelector('[data-player]')
const player = root && new Player(root)

const part = (row, name) => row.querySelector(`[data-${name}]`)
const rows = () => [...body.children]
const cueOf = (row) => ({ from: part(row, 'from').value, to: part(row, 'to').value, text: part(row, 'text').value })
const nowMs = () => (player ? player.now * 1000 : 0)

const makeRow = ({ from, to, text: words, line }) => {
  const row = shape.cloneNode(true)
  part(row, 'from').value = from
  part(row, 'to').value = to
  part(row, 'text').value = words
  if (line) row.dataset.line = line
  return row
}

const number = () => {
  rows().forEach((row, index) => { part(row, 'n').textContent = index + 1 })
  document.querySelector('[data-empty]').hidden = body.childElementCount > 0
}

const focusText = (row, at = null) => {
  if (!row) return
  const field = part(row, 'text')
  field.focus()
  if (at !== null) field.setSelectionRange(at, at)
}

const acts = {
  play (row) {
    player?.goTo(readTime(part(row, 'from').value) / 1000 || 0)
    player?.play()
  },
  /** In two at the cursor; the time is shared by the length of the words. */
  split (row) {
    const { from, to, text: words } = cueOf(row)
    const field = part(row, 'text')
    const cut = field.selectionStart > 0 && field.selectionStart < words.length ? field.selectionStart : Math.floor(words.length / 2)
    const start = readTime(from)
    const middle = writeTime(start + (readTime(to) - start) * (words.length ? cut / words.length : 0.5))
    field.value = words.slice(0, cut).trim()
    part(row, 'to').value = middle
    row.after(makeRow({ from: middle, to, text: words.slice(cut).trim() }))
    number()
    focusText(row.nextElementSibling, 0)
  },
  merge (row) {
    const next = row.nextElementSibling
    if (!next) return
    const cue = cueOf(next)
    part(row, 'to').value = cue.to
    part(row, 'text').value = [part(row, 'text').value, cue.text].filter(Boolean).join('\n')
    next.remove()
    number()
    focusText(row)
  },
  remove (row) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    number()
    neighbour ? focusText(neighbour) : document.querySelector('[data-add]').focus()
  }
}

/** A cue from where the video stands, in its place among the others. */
const add = () => {
  const start = nowMs()
  const row = makeRow({ from: writeTime(start), to: writeTime(start + NEW_CUE_MS), text: '' })
  const next = rows().find((each) => readTime(part(each, 'from').value) > start)
  body.insertBefore(row, next ?? null)
  number()
  focusText(row)
}

const shift = () => {
  const by = Number(document.querySelector('[data-shift-by]').value) * 1000
  for (const row of rows()) {
    for (const name of ['from', 'to']) {
      const field = part(row, name)
      const time = readTime(field.value)
      if (!Number.isNaN(time)) field.value = writeTime(time + by)
    }
  }
}

const pressed = (event) => {
  const row = event.target.closest('tr')
  if (!row?.parentElement?.matches('[data-rows]')) return
  const keys = {
    'Ctrl+Enter': () => acts.split(row),
    'Alt+s': () => { part(row, 'from').value = writeTime(nowMs()) },
    'Alt+e': () => { part(row, 'to').value = writeTime(nowMs()) },
    'Alt+ArrowUp': () => focusText(row.previousElementSibling),
    'Alt+ArrowDown': () => focusText(row.nextElementSibling)
  }
  const run = keys[`${event.ctrlKey || event.metaKey ? 'Ctrl' : event.altKey ? 'Alt' : ''}+${event.key}`]
  if (!run) return
  event.preventDefault()
  run()
}

/** Each problem leads to the row that it is about, and is said there too. */
const placeProblems = () => {
  const lines = rows().map((row) => Number(row.dataset.line))
  for (const item of document.querySelectorAll('[data-problems] [data-line]')) {
    const row = rows()[lines.findLastIndex((line) => line <= Number(item.dataset.line))]
    if (!row) continue
    const note = part(row, 'problem')
    note.hidden = false
    note.textContent = [note.textContent, item.textContent.replace(/^[^:]*:\s*/, '')].filter(Boolean).join(' ')
    row.classList.add('has-problem')
    const link = document.createElement('a')
    link.href = '#cues'
    link.append(...item.childNodes)
    link.addEventListener('click', (event) => { event.preventDefault(); row.scrollIntoView({ block: 'center' }); focusText(row) })
    item.replaceChildren(link)
  }
}

raw.hidden = true
document.querySelector('[data-table]').hidden = false
body.replaceChildren(...readCues(text.value).map(makeRow))
number()
placeProblems()

body.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]')
  if (button) acts[button.dataset.do](button.closest('tr'))
})
body.addEventListener('keydown', pressed)
document.querySelector('[data-add]').addEventListener('click', add)
document.querySelector('[data-shift]').addEventListener('click', shift)
document.addEventListener('keydown', (event) => {
  if (!event.ctrlKey && !event.metaKey) return
  if (event.key === 's') { event.preventDefault(); form.requestSubmit() }
  if (event.key === ' ') { event.preventDefault(); player?.toggle() }
})
form.addEventListener('submit', () => { text.value = writeCues(rows().map(cueOf)) }, { capture: true })

// The row that is being said.
player?.video.addEventListener('timeupdate', () => {
  const now = nowMs()
  for (const row of rows()) row.classList.toggle('is-now', readTime(part(row, 'from').value) <= now && now < readTime(part(row, 'to').value))
})
