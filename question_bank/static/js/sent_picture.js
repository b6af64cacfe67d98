/* A picture chosen in the editor goes to the bank at once; its name there comes back. */
import { toast } from '../../js/toasts.js'

/** The name of the picture that was chosen in `input`, kept in the bank; null when nothing was or it was refused, which is said. */
export const sentPicture = async (form, input) => {
  const [file] = input.files
  input.value = ''
  if (!file) return null
  const body = new FormData()
  body.append('file', file)
  try {
    const answer = await fetch(form.dataset.media, { method: 'POST', body, headers: { 'X-CSRFToken': form.csrf_token.value, Accept: 'application/json' } })
    const told = await answer.json()
    if (answer.ok) return told.name
    toast(told.title, 'error')
  } catch (error) { toast(String(error), 'error') }
  return null
}
