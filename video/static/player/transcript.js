/* The transcript: the line being said is marked and kept in sight; words are found as pupils type them, without diacritics. */

/** `text` folded, and for each folded character the place it came from. */
const folded = (text) => {
  const places = []
  let bare = ''
  ;[...text].reduce((at, sign) => {
    for (const letter of sign.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '').replace(/đ/g, 'd')) {
      bare += letter
      for (let n = 0; n < letter.length; n++) places.push(at)
    }
    return at + sign.length
  }, 0)
  places.push(text.length)
  return { bare, places }
}

export class Transcript {
  constructor (root, goTo) {
    this.root = root
    this.goTo = goTo
    this.box = root.querySelector('[data-lines]')
    this.lines = [...this.box.querySelectorAll('a')].map((link) => {
      const words = link.querySelector('span')
      return { link, words, text: words.textContent, start: Number(link.dataset.second) }
    })
    this.found = []
    this.current = this.at = -1
    this.listen()
  }

  listen () {
    const form = this.root.querySelector('[data-find]')
    this.input = this.root.querySelector('[data-find-words]')
    this.count = this.root.querySelector('[data-find-count]')
    this.following = this.root.querySelector('[data-follow]')
    form.addEventListener('submit', (event) => { event.preventDefault(); this.step(1) })
    this.root.querySelector('[data-find-step="-1"]').addEventListener('click', () => this.step(-1))
    this.input.addEventListener('input', () => this.search(this.input.value))
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.shiftKey) { event.preventDefault(); this.step(-1) }
      if (event.key === 'Escape') { this.input.value = ''; this.search('') }
    })
    this.following.addEventListener('click', () => {
      this.follows = !this.follows
      if (this.follows) this.reveal(this.lines[this.current]?.link)
    })
    this.box.addEventListener('keydown', (event) => this.move(event))
  }

  get follows () { return this.following.getAttribute('aria-pressed') === 'true' }
  set follows (value) { this.following.setAttribute('aria-pressed', String(value)) }

  /** Arrows go from line to line; Enter jumps, as on any link. */
  move (event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const here = this.lines.findIndex(({ link }) => link === document.activeElement)
    if (!step || here < 0) return
    event.preventDefault()
    this.lines[here + step]?.link.focus()
  }

  /** Mark the line that is said at `second`. */
  show (second) {
    const next = this.lines.findLastIndex(({ start }) => start <= second + 0.05)
    if (next === this.current) return
    this.lines[this.current]?.link.removeAttribute('aria-current')
    this.current = next
    const line = this.lines[next]
    line?.link.setAttribute('aria-current', 'true')
    if (this.follows && !this.input.value && !this.box.contains(document.activeElement)) this.reveal(line?.link)
  }

  /** Scroll the list alone, never the page. */
  reveal (link) {
    if (!link) return
    const { offsetTop, offsetHeight } = link.parentElement
    this.box.scrollTo({ top: offsetTop - this.box.clientHeight / 2 + offsetHeight / 2 })
  }

  search (words) {
    const wanted = folded(words.trim()).bare.replace(/\s+/g, ' ')
    this.found = []
    this.at = -1
    for (const line of this.lines) this.mark(line, wanted)
    this.count.textContent = wanted ? this.found.length ? String(this.found.length) : this.count.dataset.none : ''
    if (this.found.length) this.reveal(this.found[0].line.link)
  }

  mark (line, wanted) {
    const { words, text } = line
    if (words.childElementCount) words.textContent = text
    if (!wanted) return
    const { bare, places } = folded(text)
    const pieces = []
    let last = 0
    for (let at = bare.indexOf(wanted); at >= 0; at = bare.indexOf(wanted, at + wanted.length)) {
      const mark = document.createElement('mark')
      mark.textContent = text.slice(places[at], places[at + wanted.length])
      pieces.push(text.slice(last, places[at]), mark)
      last = places[at + wanted.length]
      this.found.push({ line, mark })
    }
    if (pieces.length) words.replaceChildren(...pieces, text.slice(last))
  }

  /** The next or previous place, and the video goes there too. */
  step (by) {
    if (!this.found.length) return
    this.found[this.at]?.mark.classList.remove('is-here')
    this.at = this.at < 0 && by < 0 ? this.found.length - 1 : (this.at + by + this.found.length) % this.found.length
    const { line, mark } = this.found[this.at]
    mark.classList.add('is-here')
    this.count.textContent = `${this.at + 1}/${this.found.length}`
    this.reveal(line.link)
    this.goTo(line.start)
  }
}
