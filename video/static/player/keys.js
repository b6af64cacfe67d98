/* Keys of the player. They work while the lesson has the focus, so that they take no letter from the rest of the page. */
import { isFree } from '../../js/shortcuts.js'

const TYPING = 'input:not([type="range"]), textarea, select, [contenteditable]'

export const listenForKeys = (lesson, player) => {
  const act = {
    k: () => player.toggle(),
    ' ': () => player.toggle(),
    j: () => player.jump(-10),
    l: () => player.jump(10),
    ArrowLeft: () => player.jump(-5),
    ArrowRight: () => player.jump(5),
    ArrowUp: () => player.louder(0.1),
    ArrowDown: () => player.louder(-0.1),
    c: () => player.toggleCaptions(),
    m: () => player.mute(),
    f: () => player.full()
  }
  lesson.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (!isFree(event) || target.closest(TYPING)) return
    if (target.matches('[type="range"]') && key.startsWith('Arrow')) return
    if (target.closest('button, a, summary') && (key === ' ' || key === 'Enter')) return
    if (target.closest('[data-transcript]') && (key === 'ArrowUp' || key === 'ArrowDown')) return
    const name = key.length === 1 ? key.toLowerCase() : key
    const run = act[name] ?? (/^[0-9]$/.test(name) ? () => player.goTo(Number(name) / 10 * player.duration) : null)
    if (!run) return
    event.preventDefault()
    run()
  })
}
