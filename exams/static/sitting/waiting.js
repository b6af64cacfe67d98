/* The waiting room: how long until the start, and whether the sealed paper is already here. */
import { countdown } from './clock.js'
import { fetchPaper } from './paper.js'
import { $, facts, icon, say, wallTime } from './words.js'

const RETRY = 8_000
const SPREAD = 20_000

/** Opens the waiting room; `start` is called when the candidate presses the button. */
export const openWaiting = ({ store, clock, start }) => {
  const opensAt = Date.parse(facts.opens_at)
  const closesAt = Date.parse(facts.last_entry_at)
  const button = $('[data-start]')
  let timer = 0

  const paperState = (state, text) => {
    const box = $('[data-paper]')
    box.dataset.state = state
    $('[data-paper-icon]').replaceChildren(icon({ later: 'lock', loading: 'loader', ready: 'circle-check', trouble: 'triangle-alert' }[state]))
    $('[data-paper-text]').textContent = text
  }

  const download = async () => {
    if (!facts.paper) return paperState('trouble', say('paper_none'))
    paperState('loading', say('paper_loading'))
    try {
      await fetchPaper(store, facts.paper)
      paperState('ready', say('paper_ready'))
    } catch {
      paperState('trouble', say('paper_trouble'))
      setTimeout(download, RETRY)
    }
  }

  const tick = () => {
    const left = opensAt - clock.now()
    const open = left <= 0 && clock.now() < closesAt && facts.paper
    $('[data-countdown]').textContent = countdown(left)
    $('[data-before]').hidden = left <= 0
    $('[data-open]').hidden = !open
    $('[data-missed]').hidden = clock.now() < closesAt
    if (button.getAttribute('aria-busy') !== 'true') button.disabled = !open
  }

  button.addEventListener('click', async () => {
    button.disabled = true
    button.setAttribute('aria-busy', 'true')
    $('[data-start-problem]').hidden = true
    const problem = await start()
    button.removeAttribute('aria-busy')
    if (!problem) return clearInterval(timer)
    $('[data-start-problem]').hidden = false
    $('[data-start-problem-text]').textContent = problem
    button.disabled = false
  })

  const early = Date.parse(facts.download_at) - clock.now()
  if (early > 0) {
    paperState('later', say('paper_later', { at: wallTime(Date.parse(facts.download_at)) }))
    setTimeout(download, early + Math.random() * SPREAD) // a whole room must not ask in the same second
  } else download()
  timer = setInterval(tick, 250)
  tick()
}
