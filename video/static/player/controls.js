/* The player's own bar over a <video>: what it shows follows the video's events, what is pressed becomes one of its few verbs. */
import { Preview } from './preview.js'
import { Source } from './source.js'
import { written } from './time.js'

const SPEED = 'khoabang.speed'

export class Player {
  constructor (root) {
    this.root = root
    this.find = (name) => root.querySelector(`[data-${name}]`)
    this.video = root.querySelector('video')
    this.video.controls = false
    this.duration = Number(root.dataset.duration)
    this.startAt = Number(root.dataset.start ?? 0)
    this.source = new Source(this.video, root.dataset, { onLevels: (heights) => this.showLevels(heights), onFailure: () => this.fail() })
    this.preview = new Preview(this.find('preview'), this.find('seek'), root.dataset.strip)
    root.classList.add('is-ready')
    this.listen()
    this.useCaptions(this.preferredCaptions())
    this.useSpeed(remembered(SPEED) ?? '1')
  }

  get now () { return this.source.loading ? this.video.currentTime : this.startAt }

  async play () {
    this.find('resume').hidden = true
    try {
      await this.source.load(this.startAt)
      await this.video.play()
    } catch (problem) {
      if (problem.name !== 'AbortError' && problem.name !== 'NotAllowedError') this.fail()
    }
  }

  toggle () { this.video.paused ? this.play() : this.video.pause() }

  /** Go to a second; before the first press of play it is where playing will begin. */
  goTo (second) {
    const place = Math.min(Math.max(second, 0), this.duration)
    if (this.source.loading && this.video.readyState > 0) this.video.currentTime = place
    else this.startAt = place
    this.showTime(place)
  }

  jump (seconds) { this.goTo(this.now + seconds) }

  louder (by) {
    this.video.muted = false
    this.video.volume = Math.min(1, Math.max(0, this.video.volume + by))
  }

  mute () { this.video.muted = !this.video.muted }

  async full () {
    if (document.fullscreenElement) return document.exitFullscreen()
    if (this.root.requestFullscreen) return this.root.requestFullscreen().catch(() => {})
    this.video.webkitEnterFullscreen?.() // a telephone of Apple shows the video alone
  }

  async pip () {
    if (document.pictureInPictureElement) return document.exitPictureInPicture()
    await this.source.load(this.startAt)
    return this.video.requestPictureInPicture().catch(() => {})
  }

  toggleCaptions () {
    const tracks = [...this.video.textTracks]
    if (!tracks.length) return
    const isOn = tracks.some((track) => track.mode === 'showing')
    this.useCaptions(isOn ? '' : this.lastCaptions ?? tracks[0].language)
  }

  useCaptions (language) {
    for (const track of this.video.textTracks) track.mode = track.language === language ? 'showing' : 'disabled'
    if (language) this.lastCaptions = language
    const choice = this.find('captions')
    if (choice) choice.value = language
  }

  /** Of the reader's language, else the first; none for a language that nobody wrote. */
  preferredCaptions () {
    const languages = [...this.video.textTracks].map((track) => track.language)
    return languages.includes(this.root.dataset.language) ? this.root.dataset.language : languages[0] ?? ''
  }

  useSpeed (speed) {
    const choice = this.find('speed')
    choice.value = speed
    if (!choice.value) choice.value = '1'
    this.video.defaultPlaybackRate = this.video.playbackRate = Number(choice.value)
    remember(SPEED, choice.value)
  }

  listen () {
    const { video } = this
    this.root.addEventListener('click', (event) => this.press(event))
    this.find('seek').addEventListener('input', (event) => this.goTo(Number(event.target.value)))
    this.find('volume').addEventListener('input', (event) => { video.muted = false; video.volume = event.target.value / 100 })
    this.find('speed').addEventListener('change', (event) => this.useSpeed(event.target.value))
    this.find('quality').addEventListener('change', (event) => { this.source.level = Number(event.target.value) })
    this.find('captions')?.addEventListener('change', (event) => this.useCaptions(event.target.value))
    for (const name of ['timeupdate', 'seeking']) video.addEventListener(name, () => this.showTime(video.currentTime))
    for (const name of ['play', 'pause', 'ended', 'volumechange']) video.addEventListener(name, () => this.showState())
    for (const name of ['waiting', 'playing', 'pause']) video.addEventListener(name, () => this.root.classList.toggle('is-waiting', name === 'waiting'))
    this.root.querySelector('[data-act="pip"]').hidden = !document.pictureInPictureEnabled
  }

  press ({ target }) {
    const act = target.closest('[data-act]')?.dataset.act
    const verbs = { toggle: () => this.toggle(), back: () => this.jump(-10), forward: () => this.jump(10), mute: () => this.mute(), pip: () => this.pip(), full: () => this.full() }
    if (act) verbs[act]()
    else if (target === this.video) {
      this.root.focus({ preventScroll: true })
      this.toggle()
    }
  }

  showTime (second) {
    const seek = this.find('seek')
    seek.value = second
    seek.setAttribute('aria-valuetext', written(second))
    this.root.style.setProperty('--played', `${second / this.duration * 100}%`)
    this.find('now').textContent = written(second)
  }

  showState () {
    const { paused, muted, volume } = this.video
    this.root.classList.toggle('is-playing', !paused)
    this.root.classList.toggle('is-muted', muted || volume === 0)
    const toggle = this.root.querySelector('.player-row [data-act="toggle"]')
    toggle.setAttribute('aria-label', paused ? toggle.dataset.play : toggle.dataset.pause)
    this.root.querySelector('[data-act="mute"]').setAttribute('aria-pressed', String(muted))
    this.find('volume').value = muted ? 0 : volume * 100
  }

  showLevels (heights) {
    const choice = this.find('quality')
    heights.forEach((height, index) => choice.append(new Option(`${height}p`, index)))
    choice.disabled = heights.length < 2
  }

  fail () {
    const message = this.find('message')
    message.textContent = this.root.dataset.unplayable
    message.hidden = false
  }
}

const remembered = (name) => { try { return localStorage.getItem(name) } catch { return null } }
const remember = (name, value) => { try { localStorage.setItem(name, value) } catch { /* kept for this page only */ } }
