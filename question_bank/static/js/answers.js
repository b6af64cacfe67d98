/* Keys of a question in a form[data-answer]: digits and letters choose, Enter hands it in; on the page of its marking Enter goes on by
   the link [data-next]. Never while someone types. Without script the form works as it is. */
import { isFree } from '../../js/shortcuts.js'
import { equipPictures } from './pictures.js'
import './text_kinds.js'

equipPictures(document)

const isTyping = ({ tagName, type }) => tagName === 'TEXTAREA' || tagName === 'SELECT' || (tagName === 'INPUT' && !['radio', 'checkbox', 'submit', 'button'].includes(type))

/** The part of a shared stimulus in which the focus is, or the whole form. */
const around = (form) => document.activeElement.closest('.ask-part') ?? form

const choose = (form, index) => {
  const statement = form.querySelectorAll('.ask-statement')[index]
  if (statement) {
    // The same letter again turns true into false: two statements of four need one press each.
    const [yes, no] = statement.querySelectorAll('input')
    const next = yes.checked ? no : yes
    next.focus()
    next.click()
    return true
  }
  const moved = form.querySelectorAll('[data-order-list] > [data-id]')[index]
  if (moved) {
    moved.querySelector('[data-up]:enabled, [data-down]:enabled').focus()
    return true
  }
  const field = form.querySelectorAll('.ask-option input, .ask-pair select, .ask-gap')[index]
  field?.focus()
  if (field?.matches('input')) field.click()
  return Boolean(field)
}

const indexOf = (key) => /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-z]$/i.test(key) ? key.toLowerCase().charCodeAt(0) - 97 : -1

document.addEventListener('keydown', (event) => {
  if (!isFree(event) || isTyping(event.target)) return
  const form = document.querySelector('form[data-answer]')
  if (event.key === 'Enter' && !event.target.closest('a, button, summary')) {
    event.preventDefault()
    if (form) form.requestSubmit(form.querySelector('.btn-primary'))
    else document.querySelector('[data-next]')?.click()
  } else if (form && event.key.length === 1 && indexOf(event.key) >= 0 && choose(around(form), indexOf(event.key))) {
    event.preventDefault()
  }
})
