/* The server's time on this page. Moving the machine's clock moves nothing: between exchanges only the monotonic clock counts. */

const FORGET_AFTER = 120_000 // a good measurement is trusted this long
const JUMP = 2_000 // the machine slept, or the first guess was poor

export class Clock {
  #base
  #trip = Infinity
  #measured = -Infinity

  /** `serverNow` in milliseconds, as good as a page load can tell. */
  constructor(serverNow) { this.#base = serverNow - performance.now() }

  /** A clock when the server cannot be asked: the machine's own, with the difference that was known last. */
  static remembered(difference) { return new Clock(Date.now() + (difference ?? 0)) }

  now() { return this.#base + performance.now() }

  /** How far the machine's wall clock is behind the server's. */
  get difference() { return this.now() - Date.now() }

  /** Learn from an exchange that left and came back at these moments of performance.now(). */
  learn(serverNow, left, back) {
    const trip = back - left
    const base = serverNow + trip / 2 - back
    const stale = back - this.#measured > FORGET_AFTER
    if (trip > this.#trip && !stale && Math.abs(base - this.#base) < JUMP + trip) return
    this.#base = base
    this.#trip = trip
    this.#measured = back
  }
}

/** `1:02:03` or `59:03`; never below zero. */
export const countdown = (milliseconds) => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const two = (value) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours ? `${hours}:${rest}` : rest
}
