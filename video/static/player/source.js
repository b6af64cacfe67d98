/* Where the picture comes from: HLS by hls.js where the browser has Media Source, else the <source> elements that stand in the page. */

/** Loads on first use, so that a page that is only read costs no video. */
export class Source {
  constructor (video, { hls, master }, { onLevels, onFailure }) {
    Object.assign(this, { video, library: hls, master, onLevels, onFailure })
    this.loading = null
  }

  /** Resolves when the video can be told to play; `at` is the second from which it will be asked to. */
  load (at) {
    this.loading ??= this.attach(at)
    return this.loading
  }

  async attach (at) {
    const { default: Hls } = await import(this.library)
    if (!Hls.isSupported()) return this.useElements(at)
    // No worker: segments are fragmented MP4, which needs no work, and the policy allows no script made on the fly.
    const hls = new Hls({ enableWorker: false, startPosition: at || -1, capLevelToPlayerSize: true, maxBufferLength: 30 })
    this.hls = hls
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.onLevels(hls.levels.map((level) => level.height)))
    hls.on(Hls.Events.ERROR, (_event, problem) => { if (problem.fatal) this.mend(Hls, problem, at) })
    hls.loadSource(this.master)
    hls.attachMedia(this.video)
    await this.known()
  }

  /** The video's own sources, from `at`. */
  async useElements (at) {
    this.video.preload = 'metadata'
    this.video.load()
    await this.known()
    if (at) this.video.currentTime = at
  }

  known () {
    if (this.video.readyState > 0) return null
    return new Promise((resolve, reject) => {
      this.video.addEventListener('loadedmetadata', resolve, { once: true })
      this.refuse = reject
    })
  }

  /** A broken line is tried again; a broken segment is skipped once; anything else falls back to the plain file. */
  mend (Hls, problem, at) {
    this.mended = (this.mended ?? 0) + 1
    if (this.mended <= 3 && problem.type === Hls.ErrorTypes.NETWORK_ERROR && this.video.readyState > 0) {
      return setTimeout(() => this.hls?.startLoad(), 1000 * this.mended)
    }
    if (this.mended <= 3 && problem.type === Hls.ErrorTypes.MEDIA_ERROR) return this.hls.recoverMediaError()
    const place = this.video.currentTime || at
    this.hls.destroy()
    this.hls = null
    this.video.removeAttribute('src')
    if (!this.video.querySelector('source[type="video/mp4"]')) return this.onFailure()
    this.video.addEventListener('loadedmetadata', () => { this.video.currentTime = place }, { once: true })
    this.video.preload = 'metadata'
    this.video.load()
  }

  /** -1 lets the line decide. */
  set level (index) { if (this.hls) this.hls.currentLevel = index }
}
