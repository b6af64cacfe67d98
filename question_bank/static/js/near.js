/* Questions that read like the one being written: asked for when the hand rests; an older answer never replaces a newer one.
   They stand under the preview where it is beside the form; on a narrow screen before the buttons, or nobody would meet them. */
const form = document.getElementById('question-form')
const place = document.getElementById('near')
const beside = matchMedia('(min-width: 1000px)')
const preview = document.getElementById('preview')
const REST = 1200
let timer, asked = 0
const ask = async () => {
  const turn = ++asked
  try {
    const answer = await fetch(form.dataset.near, { method: 'POST', body: new FormData(form), headers: { Accept: 'text/html' } })
    if (answer.ok && turn === asked) place.innerHTML = (await answer.text()).trim()
  } catch { /* offline: what was said before stays */ }
}
const stand = () => beside.matches ? preview.after(place) : form.querySelector('.form-actions').before(place)
beside.addEventListener('change', stand)
stand()
form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, REST) })
ask()
