/* The import check by keyboard. Every key presses a button that stands on the page, so the page does the same without it. */
import { isFree } from '../../js/shortcuts.js'

const $ = (selector, within = document) => within.querySelector(selector)
const items = () => [...document.querySelectorAll('[data-check]')]
const isTyping = (target) => target.closest('input, select, textarea, [contenteditable], dialog')
const current = () => document.activeElement.closest('[data-check]') ?? $('[data-check].is-current') ?? items()[0]
const row = () => document.activeElement.closest('[data-statement]')
const part = () => document.activeElement.closest('[data-part]')
const scope = () => part() ?? current()

const show = (item) => {
  for (const each of items()) each.classList.toggle('is-current', each === item)
  item.focus({ preventScroll: true })
  item.scrollIntoView({ block: 'start' })
}
const step = (by, link) => {
  const all = items()
  const next = all[all.indexOf(current()) + by]
  if (next) show(next)
  else $(link)?.click()
}
const nextDoubt = () => {
  const all = items()
  const found = all.slice(all.indexOf(current()) + 1).find((each) => each.hasAttribute('data-doubt'))
  if (found) show(found)
  else $('[data-next-doubt]')?.click()
}

/* What has the focus is replaced by its new look: the same place of it takes the focus again. */
let place = null
const press = (button, then) => {
  if (!button) return
  const item = button.closest('[data-check]')
  const at = (selector, element) => [...item.querySelectorAll(selector)].indexOf(element)
  place = { id: item.id, row: at('[data-statement]', row()), part: at('[data-part]', part()), then }
  button.click()
}
document.addEventListener('htmx:beforeRequest', ({ target }) => {
  const item = target.closest('[data-check]')
  if (item && place?.id !== item.id) place = { id: item.id, value: document.activeElement.value, row: -1 }
})
document.addEventListener('htmx:afterSettle', () => {
  const item = place && document.getElementById(place.id)
  if (!item) return
  const { value, then } = place
  const standing = item.querySelectorAll('[data-statement]')[place.row] ?? item.querySelectorAll('[data-part]')[place.part]
  place = null
  for (const each of items()) each.classList.toggle('is-current', each === item)
  const target = value ? $(`button[value="${CSS.escape(value)}"]`, item) : standing
  ;(target ?? item).focus({ preventScroll: true })
  then?.()
})

const judge = (truth) => {
  const at = row()
  if (at) press($(`[data-truth="${truth}"]`, at), () => row()?.nextElementSibling?.focus())
}
/* A letter chooses an option; where there are statements it goes to one of them. In a shared stimulus, of the part one stands in. */
const letter = (key) => {
  const button = $(`[data-letter="${key}"]`, scope())
  if (button) press(button)
  else scope().querySelectorAll('[data-statement]')[key.charCodeAt(0) - 97]?.focus()
}
const verdict = (act, then) => press($(`.check-acts button[value="${act}"]`, current()), then)

const typeAnswer = () => {
  const field = $('[data-answer]', scope())
  field?.focus()
  field?.select()
}
/* In the field of an answer Enter keeps it and Esc leaves it; all other keys are letters. */
const inField = (event) => {
  if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return
  event.preventDefault()
  const field = event.target
  if (event.key === 'Enter' && field.value.trim()) return press($('[data-save]', field.closest('.check-typed')))
  field.value = field.defaultValue
  ;(field.closest('[data-part]') ?? field.closest('[data-check]')).focus()
}

const acts = {
  g: typeAnswer,
  l: () => press($('[data-essay]', scope())),
  r: () => $('[data-editor]', current())?.click(),
  j: () => step(1, 'a[rel=next]'),
  k: () => step(-1, 'a[rel=prev]'),
  n: nextDoubt,
  t: () => judge(1),
  đ: () => judge(1),
  s: () => judge(0),
  m: () => press($('[data-several]', scope())),
  x: () => verdict('leave'),
  enter: () => current().hasAttribute('data-accepted') ? step(1, 'a[rel=next]') : verdict('accept', () => step(1, 'a[rel=next]')),
  '?': () => $('a[data-dialog=keys]').click(),
}
const actOf = (key) => {
  if (key === 'f' && row()) return () => judge(0)
  if (/^[1-9]$/.test(key)) return () => current().querySelectorAll('[data-part]')[key - 1]?.focus()
  return acts[key] ?? (/^[a-h]$/.test(key) ? () => letter(key) : null)
}

document.addEventListener('keydown', (event) => {
  if (event.target.matches('[data-answer]')) return inField(event)
  if (event.repeat || !isFree(event) || isTyping(event.target)) return
  const key = event.key.toLowerCase()
  if (key === 'enter' && event.target.closest('a, button, summary')) return
  const act = actOf(key)
  if (!act || !current()) return
  event.preventDefault()
  act()
})

const named = document.getElementById(location.hash.slice(1))
if (named?.matches('[data-check]')) show(named)
