/* What htmx needs from us: the CSRF token of the page on every unsafe request, and a word when the network fails. */
import { toast } from './toasts.js'
document.addEventListener('htmx:configRequest', ({ detail }) => {
  const token = document.querySelector('input[name=csrf_token]')?.value
  if (token && detail.verb !== 'get') detail.headers['X-CSRFToken'] = token
})
document.addEventListener('htmx:sendError', () => toast(document.querySelector('[data-offline]')?.dataset.offline ?? 'Offline', 'error'))
