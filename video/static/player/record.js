/* What was played, told to the server every 15 seconds and whenever watching pauses. A visitor's place stays on this machine. */
const EVERY_MS = 15000
const MOST = 100
const KEPT = 'khoabang.place.'

export class Record {
  constructor (video, { report, csrf, episode }, onReply) {
    Object.assign(this, { video, address: report, csrf, episode, onReply })
    this.waiting = []
    this.open = null
    this.speed = video.playbackRate
    this.busy = false
    this.listen()
  }

  /** Where a visitor stopped on this machine, in seconds. */
  static placeOf (episode) {
    try { return Number(localStorage.getItem(KEPT + episode)) || 0 } catch { return 0 }
  }

  listen () {
    const { video } = this
    video.addEventListener('timeupdate', () => this.extend())
    video.addEventListener('playing', () => { if (!this.begun) { this.begun = true; this.send() } })
    video.addEventListener('seeking', () => this.close())
    for (const name of ['pause', 'ended']) video.addEventListener(name, () => { this.extend(); this.close(); this.send() })
    video.addEventListener('ratechange', () => { this.close(); this.send(); this.speed = video.playbackRate })
    setInterval(() => { if (this.open) this.send() }, EVERY_MS)
    addEventListener('pagehide', () => this.leave())
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') this.leave() })
  }

  leave () {
    if (!this.begun) return
    this.extend()
    this.send({ leaving: true })
  }

  /** Played on from where the open stretch ends: a jump begins another. */
  extend () {
    const now = this.video.currentTime
    if (this.video.seeking || (this.video.paused && !this.open)) return
    if (this.open && now >= this.open[1] && now - this.open[1] <= 1 + 2 * this.video.playbackRate) this.open[1] = now
    else {
      this.close()
      this.open = [now, now]
    }
  }

  close () {
    if (this.open && this.open[1] > this.open[0]) this.waiting.push(this.open)
    this.open = null
    this.waiting.splice(0, this.waiting.length - MOST)
  }

  /** The stretches so far; the open one goes on from where it was cut. */
  take () {
    const end = this.open?.[1]
    this.close()
    if (end !== undefined) this.open = [end, end]
    const taken = this.waiting
    this.waiting = []
    return taken
  }

  async send ({ leaving = false } = {}) {
    if (!this.address) return this.keep()
    if (this.busy && !leaving) return
    const spans = this.take()
    this.busy = true
    try {
      const answer = await fetch(this.address, {
        method: 'POST',
        keepalive: true,
        headers: { 'Content-Type': 'application/json', 'X-CSRFToken': this.csrf },
        body: JSON.stringify({ spans: spans.map((span) => span.map(tenth)), position: tenth(this.video.currentTime), speed: this.speed })
      })
      if (answer.ok) this.onReply(await answer.json())
      else if (answer.status === 409 || answer.status === 429 || answer.status >= 500) this.waiting.unshift(...spans)
    } catch {
      this.waiting.unshift(...spans) // no line: told with the next report
    } finally {
      this.busy = false
    }
  }

  keep () {
    try { localStorage.setItem(KEPT + this.episode, String(Math.floor(this.video.currentTime))) } catch { /* a full or forbidden store: the place is not kept */ }
  }
}

const tenth = (seconds) => Math.round(seconds * 10) / 10
