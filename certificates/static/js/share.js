/* The wallet's share button: the system's own sheet where there is one, else the link goes to the clipboard. */
import { toast } from '../../js/toasts.js'

for (const button of document.querySelectorAll('[data-share]')) {
  const url = button.dataset.share
  if (!navigator.share && !navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      if (navigator.share) return await navigator.share({ title: button.dataset.shareTitle, url })
      await navigator.clipboard.writeText(url)
      toast(button.dataset.shareDone, 'ok')
    } catch (problem) {
      if (problem.name !== 'AbortError') window.location.assign(url)
    }
  })
}
