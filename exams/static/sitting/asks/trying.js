/* "Chạy thử": the source as it stands over the examples, run by the server behind walls. What comes of it marks nothing. */
import { $, facts, make, say } from '../words.js'

const told = ({ verdict, label, said }, index) => make('div', { class: 'code-outcome', 'data-verdict': verdict },
  make('p', {}, say('code_outcome', { n: index + 1, label })), said ? make('pre', { class: 'code-block', tabIndex: 0 }, said) : make('p', { class: 'sit-hint' }, say('code_silent')))

const ask = async (number, text) => {
  const answer = await fetch(facts.urls.try, {
    method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': $('meta[name="csrf-token"]').content },
    body: JSON.stringify({ number, text }),
  })
  const said = await answer.json()
  return answer.ok ? said : { message: said.title }
}

/** The button and the place for what is said. */
export const tryOut = (number, source, icon) => {
  const found = make('div', { class: 'code-outcomes', role: 'status' })
  const button = make('button', { type: 'button', class: 'btn btn-secondary' }, icon('play'), make('span', {}, say('code_try')))
  button.addEventListener('click', async () => {
    button.setAttribute('aria-disabled', 'true')
    found.replaceChildren(make('p', { class: 'sit-hint' }, say('code_trying')))
    const { outcomes = [], message = '' } = await ask(number, source()).catch(() => ({ message: say('code_offline') }))
    found.replaceChildren(...outcomes.map(told), ...(outcomes.length ? [] : [make('p', {}, message || say('code_empty'))]))
    found.scrollIntoView({ block: 'nearest' }) // below a tall box it would come unseen
    button.removeAttribute('aria-disabled')
  })
  button.addEventListener('click', (event) => { if (button.getAttribute('aria-disabled')) event.stopImmediatePropagation() }, { capture: true })
  return [make('div', { class: 'code-tools' }, button, make('p', { class: 'sit-hint' }, say('code_try_note'))), found]
}
