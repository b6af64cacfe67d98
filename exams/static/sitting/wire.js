/* Speaking with the server: JSON, a time limit, and only two kinds of failure: it could not be reached, or it refused. */

const PATIENCE = 12_000

/** The server was not reached, or something else answered in its place. What was sent may or may not have arrived. */
export class Unreachable extends Error {}

/** The server understood and refused; `code` says why. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.title ?? String(status))
    this.status = status
    this.body = body
    this.code = body.code ?? ''
  }
}

/** POSTs `body` and gives the answer with the moments of leaving and coming back. */
export const post = async (url, body, { headers = {}, ...options } = {}) => {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), PATIENCE)
  const left = performance.now()
  try {
    const response = await fetch(url, {
      method: 'POST', body: JSON.stringify(body), signal: limit.signal, cache: 'no-store',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers }, ...options,
    })
    const answer = await response.json()
    if (response.ok) return { answer, left, back: performance.now() }
    if (response.status >= 500 || response.status === 429 || response.status === 408) throw new Unreachable(String(response.status))
    throw new Refused(response.status, answer)
  } catch (problem) {
    if (problem instanceof Refused) throw problem
    throw new Unreachable(problem.message)
  } finally {
    clearTimeout(timer)
  }
}
