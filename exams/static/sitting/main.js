/* The page of a sitting, from the waiting room to the receipt. It starts, goes on after a reload with or without the network, and ends. */
import { Clock } from './clock.js'
import { Journal } from './journal.js'
import { BrokenPaper, inOrder, readPaper } from './paper.js'
import { openRoom } from './room.js'
import { block, show, showReceipt } from './screens.js'
import { deviceName, openStore } from './store.js'
import { claim } from './tabs.js'
import { openUploads } from './uploads.js'
import { openWaiting } from './waiting.js'
import { Refused, Unreachable, post } from './wire.js'
import { $, facts, say } from './words.js'

const id = `${facts.exam}:${facts.candidate}`
const device = deviceName()
let clock = new Clock(Date.parse(facts.server_now))
let store
let journal
let room

/** Asks the server to begin or go on. */
const askToStart = async () => {
  const csrf = $('meta[name="csrf-token"]').content
  const { answer, left, back } = await post(facts.urls.start, { device }, { headers: { 'X-CSRFToken': csrf }, credentials: 'same-origin' })
  clock.learn(Date.parse(answer.server_now), left, back)
  return answer
}

const sessionFrom = (started, known) => {
  const read = (number) => known?.notices[number]?.read ?? false
  return {
    ...known, ...started, id, events: undefined, server_now: undefined,
    acked: started.acked_seq, notices: started.notices.map((notice, number) => ({ ...notice, read: read(number) })),
    notices_seen: started.notices.length, difference: clock.difference, paper: { url: facts.paper?.url ?? known?.paper.url, sha256: started.paper_sha256 },
  }
}

/** Begins or goes on; gives a sentence when that did not work and the reader can try again. */
const start = async () => {
  const known = await store.session(id).catch(() => undefined)
  try {
    const started = await askToStart().catch((problem) => {
      if (problem instanceof Unreachable && known) return null
      throw problem
    })
    if (!started) clock = Clock.remembered(known.difference) // no network: go on with what this machine has
    const session = started ? sessionFrom(started, known) : known
    await store.keepSession(session).catch(() => { store.durable = false })
    await enter(session, started?.events ?? null)
    return ''
  } catch (problem) {
    return explain(problem, known)
  }
}

const explain = async (problem, known) => {
  if (problem instanceof BrokenPaper) { block(say('broken_title'), say('broken_text'), retry); return '' }
  if (!(problem instanceof Refused)) {
    if (!(problem instanceof Unreachable)) console.error(problem)
    return say('start_unreachable')
  }
  if (problem.code === 'ended') { await finish(known, problem.body.receipt); return '' }
  if (problem.code === 'other_machine') { block(say('other_machine_title'), problem.message, { label: say('try_again'), run: again }); return '' }
  if (problem.code) return problem.message
  block(say('signed_out_title'), say('signed_out_text'), reload)
  return ''
}

const again = async () => {
  const problem = await start()
  if (problem) block(say('blocked_title'), problem, { label: say('try_again'), run: again })
}
const retry = { get label() { return say('try_again') }, run: again }
const reload = { get label() { return say('reload') }, run: () => location.reload() }

const newJournal = (session) => new Journal({
  store, session, clock,
  urls: { journal: facts.urls.journal.replace('/0/', `/${session.sitting}/`), hand_in: facts.urls.hand_in.replace('/0/', `/${session.sitting}/`) },
  tell: () => tell(session),
  heard: (answer) => room?.hear(answer),
  renew: () => askToStart().catch((problem) => { if (problem instanceof Unreachable) throw problem; explain(problem, session); return null }),
})

const enter = async (session, events) => {
  show('opening')
  const document_ = await readPaper(store, session.paper, session.key)
  journal = newJournal(session)
  await journal.open(session.acked, events)
  await openUploads({ journal, session, store, clock })
  show('sitting')
  room = openRoom({ journal, session, clock, store, questions: inOrder(document_, session.order) })
  addEventListener('online', () => journal.send())
  addEventListener('pagehide', () => journal.lastBreath())
  document.addEventListener('visibilitychange', () => { if (document.hidden) journal.settle(); else journal.send() })
  addEventListener('beforeunload', (event) => { if ((journal.pending || journal.unsent.size) && !journal.ended) event.preventDefault() })
  journal.send()
}

const tell = (session) => {
  room?.refresh()
  if (journal.ended) { finish(session, journal.ended.receipt, journal.ended.ended_at); return }
  if (!journal.stopped) return
  room?.close()
  const kept = journal.pending ? say('kept_as_evidence', { n: journal.pending }) : ''
  const actions = { taken_over: null, forked: reload, refused: reload, other_tab: reload }
  block(say(`${journal.stopped}_title`), `${say(`${journal.stopped}_text`)} ${kept}`.trim(), actions[journal.stopped])
}

let finished = false

/** The end: what this machine still holds is sent first, then everything of the candidate's is removed from it. */
const finish = async (session, receipt, endedAt) => {
  if (finished) return
  finished = true
  room?.close()
  let shown = receipt
  if (session && !journal) {
    const late = newJournal(session)
    journal = late
    await late.open(session.acked, null)
    late.heard = (answer) => { shown = answer.receipt; if (answer.arrival === 'too_late') session.too_late = true }
    late.tell = () => showReceipt({ receipt: shown, waiting: late.pending + late.unsent.size, tooLate: session.too_late })
    await openUploads({ journal: late, session, store, clock })
    const isWaiting = () => (late.pending || late.unsent.size) && !late.ended && !late.stopped
    while (isWaiting()) {
      await late.send()
      if (isWaiting()) await new Promise((go) => setTimeout(go, 2_000))
    }
    late.stopped = 'ended'
  }
  showReceipt({ receipt: shown, endedAt, tooLate: session?.too_late })
  if (session) await store.forget(session).catch(() => {})
  navigator.serviceWorker?.controller?.postMessage({ forget: facts.urls.here })
}

const boot = async () => {
  store = await openStore()
  const tab = await claim(id, () => {
    journal?.settle()
    if (journal) journal.stopped = 'other_tab'
    block(say('other_tab_title'), say('other_tab_text'), reload)
  })
  if (!tab.held) {
    block(say('other_tab_title'), say('other_tab_text'), { label: say('use_this_tab'), run: async () => { await tab.take(); await proceed() } })
    return
  }
  await proceed()
}

const proceed = async () => {
  const known = await store.session(id).catch(() => undefined)
  if (facts.state === 'ended') return finish(known, facts.receipt)
  if (known || facts.state === 'running') {
    show('opening')
    const problem = await start()
    if (problem) block(say('blocked_title'), problem, retry)
    return
  }
  show('waiting')
  openWaiting({ store, clock, start })
}

if (navigator.serviceWorker) navigator.serviceWorker.register(facts.urls.worker, { scope: '/sit/' }).catch(() => {})
boot()
