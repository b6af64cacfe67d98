/* A thumbnail above the seek bar, cut from the sheet that the strip's WebVTT describes. */
import { written } from './time.js'

const CUE = /(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})\s+-->[^\n]*\n([^\n#]+)#xywh=(\d+),(\d+),(\d+),(\d+)/g

export class Preview {
  constructor (box, seek, strip) {
    this.box = box
    this.seek = seek
    this.strip = strip
    this.picture = box.querySelector('.seek-picture')
    this.time = box.querySelector('.seek-time')
    seek.addEventListener('pointermove', (event) => this.show(event))
    for (const name of ['pointerleave', 'pointercancel']) seek.addEventListener(name, () => { box.hidden = true })
  }

  async show (event) {
    if (event.pointerType === 'touch') return
    const { left, width } = this.seek.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width))
    const second = share * Number(this.seek.max)
    this.box.hidden = false
    this.time.textContent = written(second)
    this.box.style.left = `${share * 100}%`
    this.cues ??= this.read()
    const cue = (await this.cues).findLast((each) => each.start <= second)
    this.picture.hidden = !cue
    if (!cue) return
    Object.assign(this.picture.style, {
      width: `${cue.w}px`, height: `${cue.h}px`, backgroundImage: `url("${cue.url}")`, backgroundPosition: `-${cue.x}px -${cue.y}px`
    })
  }

  async read () {
    if (!this.strip) return []
    try {
      const answer = await fetch(this.strip)
      const text = (await answer.text()).replaceAll('\r\n', '\n')
      return [...text.matchAll(CUE)].map(([, hours, minutes, seconds, milliseconds, name, x, y, w, h]) => ({
        start: (hours ?? 0) * 3600 + minutes * 60 + Number(seconds) + milliseconds / 1000,
        url: new URL(name, new URL(this.strip, location.href)).href,
        x, y, w, h
      }))
    } catch {
      return []
    }
  }
}
