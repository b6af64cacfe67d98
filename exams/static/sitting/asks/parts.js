/* What the kinds of questions share on the screen: letters, options, groups, and text that can be kept. */
import { make } from '../words.js'

/** How long typing rests before it is kept, in milliseconds. */
export const SHORT_PAUSE = 400
export const ESSAY_PAUSE = 800
export const letter = (index) => String.fromCharCode(65 + index)

/** Text that a database and a marker can read: no control characters, no half of a surrogate pair. */
export const clean = (text) => Array.from(text).filter((each) => {
  const code = each.codePointAt(0)
  return (code > 31 || code === 10 || code === 9) && !(code >= 0xd800 && code <= 0xdfff)
}).join('')

export const option = (type, name, value, index, text, checked) => make('label', { class: 'choice sit-option' },
  make('input', { class: 'choice-input', type, name, value, checked }),
  make('span', { class: 'sit-letter' }, letter(index)),
  make('span', { class: 'sit-option-text', html: text }))

export const group = (label, ...children) => make('fieldset', { class: 'sit-answers' }, make('legend', { class: 'sr-only' }, label), ...children)

/** The words of html, for where only words can stand. */
export const plain = (html) => make('span', { html }).textContent.trim()
