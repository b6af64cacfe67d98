/* Files on their way to the server: kept on this machine first, sent with progress, sent again when the network was away. An answer is
   journaled only when the server has acknowledged its file. One file at most is on the way for each question. */
import { facts } from './words.js'

const WAITS = [2_000, 4_000, 8_000, 15_000]

/** The server answered and does not take the file. */
class NotTaken extends Error {}

/** POSTs a form and tells how much has gone; rejects with NotTaken for a refusal, with any other error when the server was not reached. */
const post = (url, token, form, tell, limit) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest()
  request.open('POST', url)
  request.setRequestHeader('Authorization', `Sitting ${token}`)
  request.setRequestHeader('Accept', 'application/json')
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded, total }) => tell(total ? loaded / total : 0))
  request.addEventListener('load', () => {
    if (request.status === 201 && request.response) resolve(request.response)
    else if (request.status >= 400 && request.status < 500 && ![408, 429].includes(request.status) && request.response) reject(new NotTaken(request.response.title))
    else reject(new Error(String(request.status)))
  })
  request.addEventListener('error', () => reject(new Error('unreachable')))
  request.addEventListener('abort', () => reject(new Error('aborted')))
  limit.addEventListener('abort', () => request.abort())
  request.send(form)
})

export class Uploads {
  #ways = new Map() // question -> {file, at, sent: 0..1, state: sending | waiting | refused, message, stop, failures, timer}
  #watchers = new Map() // question -> what is called when its way changes

  constructor({ journal, session, store, clock }) { Object.assign(this, { journal, session, store, clock }) }

  /** Takes up what this machine kept when the page went away. */
  async open() {
    for (const { question, file, at } of await this.store.files(this.session.sitting).catch(() => [])) this.#begin(question, file, at)
  }

  of(question) { return this.#ways.get(question) }
  watch(question, act) { this.#watchers.set(question, act) }

  /** A file was chosen: it takes the place of one that is still on its way. */
  choose(question, file) {
    this.drop(question)
    const at = new Date(Math.min(this.clock.now(), Date.parse(this.session.deadline_at))).toISOString()
    this.store.keepFile(this.session.sitting, question, file, at).catch(() => {})
    this.#begin(question, file, at)
  }

  /** Said at once, without asking the server. */
  refuse(question, file, message) {
    this.drop(question)
    this.#ways.set(question, { file, sent: 0, state: 'refused', message })
    this.#changed(question)
  }

  /** Nothing is on its way any more. */
  drop(question) {
    const way = this.#ways.get(question)
    if (!way) return
    this.#ways.delete(question)
    clearTimeout(way.timer)
    way.stop?.abort()
    this.store.dropFile(this.session.sitting, question).catch(() => {})
    this.#changed(question)
  }

  /** The network may be back. */
  again() { for (const [question, way] of this.#ways) if (way.state === 'waiting') this.#send(question, way) }

  #begin(question, file, at) {
    const way = { file, at, sent: 0, state: 'sending', message: '', failures: 0 }
    this.#ways.set(question, way)
    this.#send(question, way)
  }

  async #send(question, way) {
    clearTimeout(way.timer)
    Object.assign(way, { state: 'sending', sent: 0, stop: new AbortController() })
    this.#changed(question)
    const form = new FormData()
    form.append('at', way.at)
    form.append('file', way.file, way.file.name)
    const url = facts.urls.files.replace('/sittings/0/', `/sittings/${this.session.sitting}/`).replace(/\/0$/, `/${question}`)
    const tell = (sent) => { way.sent = sent; this.#watchers.get(question)?.() }
    try {
      const { name, sha256, size } = await post(url, this.session.token, form, tell, way.stop.signal)
      if (this.#ways.get(question) !== way) return
      this.journal.change(question, { answer: { name, sha256, size } })
      this.drop(question)
    } catch (problem) {
      if (this.#ways.get(question) === way) this.#failed(question, way, problem)
    }
  }

  #failed(question, way, problem) {
    if (problem instanceof NotTaken) {
      Object.assign(way, { state: 'refused', message: problem.message })
      this.store.dropFile(this.session.sitting, question).catch(() => {})
      this.journal.send() // the sitting may have gone on elsewhere or be over: the journal finds out and says so
    } else {
      way.state = 'waiting'
      way.timer = setTimeout(() => this.#send(question, way), WAITS[Math.min(way.failures, WAITS.length - 1)])
      way.failures += 1
    }
    this.#changed(question)
  }

  #changed(question) {
    const way = this.#ways.get(question)
    if (way && way.state !== 'refused') this.journal.unsent.add(question)
    else this.journal.unsent.delete(question)
    this.#watchers.get(question)?.()
    this.journal.tell()
    if (!this.journal.unsent.size && this.journal.ending) this.journal.send()
  }
}

let uploads = null

/** For the questions that ask for a file. */
export const theUploads = () => uploads

/** Ready for this sitting; what was on its way before a reload goes on. */
export const openUploads = async (given) => {
  uploads = new Uploads(given)
  addEventListener('online', () => uploads.again())
  await uploads.open()
}
