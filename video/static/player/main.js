/* The lesson page: player, watch record, transcript and chapters, joined. */
import { toast } from '../../js/toasts.js'
import { Player } from './controls.js'
import { listenForKeys } from './keys.js'
import { Record } from './record.js'
import { written } from './time.js'
import { Transcript } from './transcript.js'

const lesson = document.querySelector('[data-lesson]')
const root = lesson.querySelector('[data-player]')
const player = new Player(root)
const share = lesson.querySelector('[data-share]')

new Record(player.video, root.dataset, (reply) => {
  share.value = reply.share
  lesson.querySelector('[data-share-words]').textContent = String(Math.round(reply.share * 100))
})

const panel = lesson.querySelector('[data-transcript]')
const transcript = panel && new Transcript(panel, (second) => player.goTo(second))
for (const name of ['timeupdate', 'seeking']) player.video.addEventListener(name, () => transcript?.show(player.video.currentTime))

listenForKeys(lesson, player)

// Every link to a second of this lesson jumps there; one pressed with a modifier opens as a link does.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-second]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  const second = Number(link.dataset.second)
  player.goTo(second)
  transcript?.show(second)
  player.play()
  if ('begin' in link.dataset) root.focus({ preventScroll: true })
})

// A visitor's place is on this machine only.
const resume = root.querySelector('[data-resume]')
const place = root.dataset.report || 'start' in root.dataset ? 0 : Record.placeOf(root.dataset.episode)
if (place >= 5 && place <= player.duration - 10) {
  const link = resume.querySelector('a')
  link.dataset.second = place
  link.href = `?t=${place}`
  resume.querySelector('[data-resume-time]').textContent = written(place)
  resume.hidden = false
}

lesson.querySelector('[data-copy]').addEventListener('click', async ({ currentTarget }) => {
  const url = new URL(location.href)
  url.search = `?t=${Math.floor(player.now)}`
  url.hash = ''
  try {
    await navigator.clipboard.writeText(url.href)
    toast(currentTarget.dataset.copied, 'ok')
  } catch {
    location.assign(url) // no clipboard: the address bar has it
  }
})

// Chapters as ticks on the seek bar, and the one being played marked in the list.
const chapters = [...document.querySelectorAll('[data-chapters] a')]
for (const { dataset } of chapters) {
  if (Number(dataset.second) === 0) continue
  const tick = root.querySelector('[data-marks]').appendChild(document.createElement('span'))
  tick.style.left = `${dataset.second / player.duration * 100}%`
}
player.video.addEventListener('timeupdate', () => {
  const now = player.video.currentTime
  for (const link of chapters) link.toggleAttribute('data-current', link.dataset.second <= now && now < link.dataset.end)
})

if (player.startAt) {
  player.showTime(player.startAt)
  transcript?.show(player.startAt)
}
