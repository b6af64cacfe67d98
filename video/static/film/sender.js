/* Sending a file in pieces. The server says how much it has; after any break we ask, and go on from there. */
import { nextPiece } from './pace.js'

const FIRST_PIECE = 1024 * 1024
const LONGEST_WAIT_SECONDS = 30
const PATIENCE_MS = 120_000

class Unreachable extends Error {}

/** The server understood and refused; `status` says how. */
export class Refused extends Error {
  constructor (status, words) {
    super(words)
    this.status = status
  }
}

/** `hear` is told: progress(bytes), cut(seconds until the next try). */
export class Sender {
  constructor (file, startUrl, token, hear) {
    Object.assign(this, { file, startUrl, token, hear, received: 0, piece: FIRST_PIECE, tries: 0, request: null, isPaused: false })
    this.wake = () => {}
  }

  /** Sends what is missing and resolves when the server has all of it. Throws Refused. */
  async send () {
    while (!this.isFinished) {
      if (this.isPaused) await new Promise((resolve) => { this.wake = resolve })
      else await this.step()
    }
  }

  pause () {
    this.isPaused = true
    this.request?.abort()
  }

  resume () {
    this.isPaused = false
    this.wake()
  }

  async step () {
    try {
      if (!this.url) this.take(await this.ask('POST', this.startUrl, JSON.stringify({ name: this.file.name, size: this.file.size })))
      else if (this.tries) this.take(await this.ask('GET', this.url))
      else await this.sendPiece()
      this.tries = 0
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 404 && this.url) this.url = null // forgotten meanwhile: begin anew
      else if (problem instanceof Refused) throw problem
      else if (!this.isPaused) await this.wait()
    }
  }

  async sendPiece () {
    const end = Math.min(this.received + this.piece, this.file.size)
    const began = performance.now()
    this.take(await this.ask('PUT', `${this.url}?offset=${this.received}`, this.file.slice(this.received, end)))
    this.piece = nextPiece(this.piece, (performance.now() - began) / 1000, this.limits)
  }

  take (answer) {
    this.received = answer.received
    if (answer.url) Object.assign(this, { url: answer.url, limits: { smallest: answer.smallest, largest: answer.largest }, isFinished: answer.is_finished })
    this.hear.progress(this.received)
  }

  /** Longer after each failure, but no longer than until the network is back. */
  async wait () {
    const seconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** this.tries++)
    this.piece = Math.max(this.limits?.smallest ?? FIRST_PIECE, Math.floor(this.piece / 2))
    this.hear.cut(seconds)
    await new Promise((resolve) => {
      this.wake = resolve
      setTimeout(resolve, seconds * 1000)
      addEventListener('online', resolve, { once: true })
    })
  }

  /** XMLHttpRequest, for only it tells how much of a body has gone. A 409 is an answer: it says where to go on. */
  ask (method, url, body) {
    return new Promise((resolve, reject) => {
      const request = this.request = new XMLHttpRequest()
      request.open(method, url)
      request.timeout = PATIENCE_MS
      request.responseType = 'json'
      request.setRequestHeader('Accept', 'application/json')
      request.setRequestHeader('X-CSRFToken', this.token)
      request.setRequestHeader('Content-Type', method === 'POST' ? 'application/json' : 'application/octet-stream')
      if (method === 'PUT') request.upload.addEventListener('progress', (event) => this.hear.progress(this.received + event.loaded))
      for (const name of ['error', 'abort', 'timeout']) request.addEventListener(name, () => reject(new Unreachable(name)))
      request.addEventListener('load', () => {
        const { status, response } = request
        if (response && (status < 300 || status === 409)) resolve(response)
        else if (status >= 500 || status === 429 || status < 300) reject(new Unreachable(String(status)))
        else reject(new Refused(status, response?.title ?? ''))
      })
      request.send(body)
    })
  }
}
