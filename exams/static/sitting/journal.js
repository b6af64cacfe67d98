/* The journal of this sitting on this machine: every change is numbered, chained, kept here first, then sent, and called saved only
   when the server has said so. Nothing here draws anything. */
import { nextHead, receiptOf } from './chain.js'
import { Refused, Unreachable, post } from './wire.js'

const MOST_EVENTS = 200
const MOST_BYTES = 60_000
const POLL = 5_000
const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000]
const utf8 = new TextEncoder()

/** Whether an answer says anything. */
export const isAnswered = (answer) => {
  if (answer === null || answer === undefined) return false
  if (typeof answer === 'string') return answer.trim() !== ''
  if (Array.isArray(answer)) return answer.length > 0
  return Object.values(answer).some((each) => each !== null && each !== '')
}

export class Journal {
  texts = [] // events as they travel; texts[n] is event n + 1
  heads = [] // heads[n] is the chain's head after n events
  given = new Map() // question -> {answer, flag, at, seq}
  drafts = new Map() // question -> {answer, timer}: typing that is not an event yet
  unsent = new Set() // questions whose file is still on its way: nothing ends before it
  acked = 0
  failures = 0
  stopped = '' // why nothing more is sent: taken_over, forked, ended, refused
  ended = null // {receipt, ended_at, end_reason}
  #kept = 0
  #keeping = Promise.resolve()
  #busy = false
  #again = false
  #timer = 0
  #ending = ''
  #renewals = 0

  /** `tell` is called after everything that changes what should be shown; `heard` with each answer of the server. */
  constructor({ store, session, clock, urls, tell, heard, renew }) {
    Object.assign(this, { store, session, clock, urls, tell, heard, renew })
    this.heads = [session.genesis]
  }

  /** Takes up what this machine kept and what the server has; both may know more than the other. */
  async open(acked, events) {
    const local = await this.store.events(this.session.sitting)
    if (events === null) await this.#adopt(local, acked)
    else await this.#merge(local, events)
    for (const { question, answer } of await this.store.drafts(this.session.sitting)) {
      this.change(question, { answer })
      this.store.dropDraft(this.session.sitting, question).catch(() => {})
    }
  }

  get pending() { return this.texts.length - this.acked }
  get offline() { return this.failures > 1 || (this.failures > 0 && (this.pending > 0 || !navigator.onLine)) }

  answer(question) { return (this.drafts.get(question) ?? this.given.get(question))?.answer ?? null }
  flag(question) { return this.given.get(question)?.flag ?? false }
  isSaved(question) { return !this.drafts.has(question) && !this.unsent.has(question) && (this.given.get(question)?.seq ?? 0) <= this.acked }

  /** {answered, saved, waiting} in questions: what the candidate is told. */
  count(questions) {
    const answered = questions.filter((question) => isAnswered(this.answer(question)))
    return {
      answered: answered.length,
      saved: answered.filter((question) => this.isSaved(question)).length,
      waiting: questions.filter((question) => !this.isSaved(question)).length,
    }
  }

  /** One change of a question: the whole new answer, the flag, or both. */
  change(question, { answer = this.answer(question), flag = this.flag(question) }) {
    this.#dropDraft(question)
    const before = this.given.get(question)
    if (before && before.flag === flag && JSON.stringify(before.answer) === JSON.stringify(answer)) return this.tell()
    const at = new Date(Math.min(this.clock.now(), Date.parse(this.session.deadline_at))).toISOString()
    const seq = this.texts.length + 1
    this.#append(JSON.stringify({ seq, question, answer, flag, at }))
    this.#keep(seq)
    this.tell()
  }

  /** Typing: kept on this machine at once, an event after a pause of `pause` milliseconds. */
  type(question, answer, pause) {
    clearTimeout(this.drafts.get(question)?.timer)
    const timer = setTimeout(() => this.change(question, { answer }), pause)
    this.drafts.set(question, { answer, timer })
    this.store.keepDraft(this.session.sitting, question, answer).catch(() => this.#lostStore())
    this.tell()
  }

  /** Every pause is over: before leaving a question, the page or the exam. */
  settle() { for (const [question, { answer }] of [...this.drafts]) this.change(question, { answer }) }

  /** The page is going away: send what is not acknowledged with the browser's last breath. It stays here in any case. */
  lastBreath() {
    this.settle()
    if (!this.pending || this.stopped) return
    fetch(this.urls.journal, { method: 'POST', body: JSON.stringify(this.#batch()), headers: this.#headers(), credentials: 'omit', keepalive: true }).catch(() => {})
  }

  /** Ends the sitting as soon as everything is saved. `why`: asked, or time (called off when there is time again). */
  handIn(why) {
    this.settle()
    this.#ending = why
    this.tell()
    this.send()
  }

  /** Goes on instead of handing in. */
  callOff() { this.#ending = ''; this.tell() }
  get ending() { return this.#ending }

  /** Try now: something is waiting, or the network may be back. */
  async send() {
    if (this.stopped || this.ended) return
    if (this.#busy) { this.#again = true; return }
    this.#busy = true
    clearTimeout(this.#timer)
    let wait = POLL
    try {
      do {
        this.#again = false
        await this.#exchange()
      } while ((this.#sendable() || this.#again) && !this.stopped)
      if (this.#ending && !this.pending && !this.unsent.size && !this.stopped) await this.#end()
    } catch (problem) {
      if (!(problem instanceof Unreachable)) console.error(problem)
      wait = WAITS[Math.min(this.failures, WAITS.length - 1)] * (0.75 + Math.random() / 2)
      this.failures += 1
    }
    this.#busy = false
    if (!this.stopped && !this.ended) this.#timer = setTimeout(() => this.send(), wait)
    this.tell()
  }

  #headers() { return { 'Content-Type': 'application/json', Authorization: `Sitting ${this.session.token}` } }
  #sendable() { return this.acked < this.#kept }

  #batch() {
    const events = []
    let bytes = 0
    for (const text of this.texts.slice(this.acked, this.acked + MOST_EVENTS)) {
      bytes += utf8.encode(text).length
      if (events.length && bytes > MOST_BYTES) break
      events.push(text)
    }
    return { first_seq: this.acked + 1, events, head: this.heads[this.acked], notices_seen: this.session.notices_seen, sent_at: new Date(this.clock.now()).toISOString() }
  }

  async #exchange() {
    await this.#keeping
    try {
      const { answer, left, back } = await post(this.urls.journal, this.#batch(), { headers: this.#headers(), credentials: 'omit' })
      this.clock.learn(Date.parse(answer.server_now), left, back)
      this.failures = 0
      await this.#vouched(answer)
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
      this.failures = 0
      await this.#refused(problem)
    }
  }

  async #vouched(answer) {
    const same = answer.acked_seq <= this.texts.length && (answer.state !== 'running' || receiptOf(this.heads[answer.acked_seq]) === answer.receipt)
    if (!same) return this.#renewed()
    this.acked = answer.acked_seq
    Object.assign(this.session, { acked: this.acked, deadline_at: answer.deadline_at, difference: this.clock.difference })
    if (answer.state === 'ended' && !this.pending && !this.unsent.size) this.#close({ receipt: answer.receipt })
    else this.store.keepSession(this.session).catch(() => this.#lostStore())
    this.heard(answer)
    this.tell()
  }

  async #refused({ status, code, body }) {
    if (code === 'gap') { this.acked = body.acked_seq; this.#again = true; return }
    if (code === 'ended') { this.#close({ receipt: body.receipt }); return }
    if (code === 'taken_over') return this.#stop(code)
    if (code === 'forked' || status === 403) return this.#renewed()
    this.#stop('refused')
  }

  /** This machine and the server disagree, or the token is no longer known: start again and put the two together. */
  async #renewed() {
    this.#renewals += 1
    if (this.#renewals > 5) return this.#stop('forked')
    const started = await this.renew()
    if (!started) return
    this.session.token = started.token
    await this.#merge(this.texts, started.events)
    this.#again = this.pending > 0
  }

  async #end() {
    if (this.#ending === 'time' && this.clock.now() < Date.parse(this.session.deadline_at)) return this.callOff()
    try {
      const body = { final_seq: this.texts.length, head: this.heads.at(-1) }
      const { answer } = await post(this.urls.hand_in, body, { headers: this.#headers(), credentials: 'omit' })
      this.#close(answer)
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
      if (problem.code === 'not_saved') this.acked = Math.min(problem.body.acked_seq, this.texts.length)
      await this.#refused(problem.code === 'not_saved' ? { code: 'gap', body: { acked_seq: this.acked } } : problem)
    }
  }

  #close(ended) {
    this.ended = ended
    this.tell()
  }

  #stop(why) {
    this.stopped = why
    clearTimeout(this.#timer)
    this.settle()
    this.tell()
  }

  #append(text) {
    const { question, answer, flag, at, seq } = JSON.parse(text)
    this.texts.push(text)
    this.heads.push(nextHead(this.heads.at(-1), text))
    this.given.set(question, { answer, flag, at, seq })
  }

  #keep(seq) {
    this.#keeping = this.#keeping
      .then(() => this.store.addEvents(this.session.sitting, seq, [this.texts[seq - 1]]))
      .catch(() => this.#lostStore())
      .then(() => { this.#kept = Math.max(this.#kept, seq); this.send() })
  }

  #lostStore() {
    this.store.durable = false
    this.tell()
  }

  #dropDraft(question) {
    const draft = this.drafts.get(question)
    if (!draft) return
    clearTimeout(draft.timer)
    this.drafts.delete(question)
    this.store.dropDraft(this.session.sitting, question).catch(() => {})
  }

  async #adopt(texts, acked) {
    this.texts = []
    this.heads = [this.session.genesis]
    this.given.clear()
    texts.forEach((text) => this.#append(text))
    this.#kept = texts.length
    this.acked = Math.min(acked, texts.length)
  }

  /** The server's story holds. What only this machine has goes on after it; where the two differ, the later answer is given anew. */
  async #merge(local, events) {
    const shared = events.findIndex((text, place) => text !== local[place])
    const agrees = shared === -1
    await this.#adopt(agrees ? local : events, events.length)
    if (agrees) return
    await this.store.replaceEvents(this.session.sitting, events).catch(() => this.#lostStore())
    const mine = local.slice(shared)
    if (!mine.length) return
    await this.store.keepEvidence(this.session.sitting, mine).catch(() => {})
    for (const { question, answer, flag, at } of mine.map((text) => JSON.parse(text))) {
      if (at > (this.given.get(question)?.at ?? '')) this.change(question, { answer, flag })
    }
  }
}
