/* How fast a file goes, and how long it will take: by what went through in the last seconds, not by the average of all. */

const MEMORY_MS = 12_000

export class Pace {
  constructor () { this.samples = [] }

  /** `bytes` of the file are through at this moment. */
  note (bytes, now = performance.now()) {
    this.samples.push({ bytes, now })
    while (this.samples.length > 2 && now - this.samples[0].now > MEMORY_MS) this.samples.shift()
  }

  forget () { this.samples = [] }

  /** Bytes a second; 0 while nobody can say. */
  get speed () {
    const [first, last] = [this.samples[0], this.samples.at(-1)]
    const seconds = first ? (last.now - first.now) / 1000 : 0
    return seconds > 0.5 ? Math.max(0, (last.bytes - first.bytes) / seconds) : 0
  }
}

/** How large the next piece should be: one that takes some seconds, so that little is lost and little is asked. */
export const nextPiece = (size, seconds, { smallest, largest }) => {
  if (seconds < 2) return Math.min(largest, size * 2)
  return seconds > 10 ? Math.max(smallest, Math.floor(size / 2)) : size
}
