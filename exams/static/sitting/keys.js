/* Keys: arrows, N and P between questions, 1-9 and A-E for options, F for the flag, ? for this list. Never while someone types. Letters
   and digits can be switched off (shortcuts.js); among round buttons the arrows go from button to button, as they do everywhere. */

import { isFree } from '../../js/shortcuts.js'

const TYPES = new Set(['text', 'search', 'number'])
const isTyping = (element) => element.tagName === 'TEXTAREA' || element.tagName === 'SELECT' || element.isContentEditable || (element.tagName === 'INPUT' && TYPES.has(element.type))

const isAmongRadios = ({ target, key }) => target.type === 'radio' && key.startsWith('Arrow')

/** The part of a shared stimulus in which the focus is, or the whole question. */
const around = (area) => document.activeElement.closest('.sit-part') ?? area

const choose = (area, index) => {
  const statements = area.querySelectorAll('.sit-statement')
  if (statements.length) return statements[index]?.querySelector('input:checked, input')?.focus()
  const input = area.querySelectorAll('.sit-option input')[index]
  if (input) { input.focus(); input.click() }
  else if (index === 0) area.querySelector('input, textarea, select')?.focus()
}

/** Listens for the whole page while the room is open. */
export const listen = ({ go, flag, area }) => {
  document.addEventListener('keydown', (event) => {
    if (!isFree(event)) return
    if (isTyping(event.target)) {
      if (event.key === 'Escape') event.target.blur()
      return
    }
    if (isAmongRadios(event)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const acts = {
      ArrowRight: () => go(1), n: () => go(1),
      ArrowLeft: () => go(-1), p: () => go(-1),
      f: flag,
      '?': () => document.getElementById('sit-keys').showModal(),
    }
    const option = /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-e]$/.test(key) ? key.charCodeAt(0) - 97 : -1
    const act = acts[key] ?? (option >= 0 ? () => choose(around(area()), option) : null)
    if (!act) return
    event.preventDefault()
    act()
  })
}
