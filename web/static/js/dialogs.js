/* Opens native dialogs from [data-dialog] links (which lead to a confirm page without scripts); closes them by [data-close] or a click outside. */
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]')
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const dialog = document.getElementById(opener.dataset.dialog)
    if (dialog?.showModal) { event.preventDefault(); dialog.showModal() }
    return
  }
  const dialog = event.target.closest('dialog')
  if (dialog && (event.target === dialog || event.target.closest('[data-close]'))) dialog.close()
})
