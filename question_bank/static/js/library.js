/* The library by keyboard: "/" goes to the search, j and k from row to row from anywhere. */
const isTyping = (target) => target.closest('input, select, textarea, [contenteditable], dialog')
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const region = document.querySelector('.library .table-region')
  if (event.key === '/') { event.preventDefault(); document.getElementById('f-words')?.select() }
  else if (['j', 'k'].includes(event.key) && region && !region.contains(event.target)) {
    event.preventDefault()
    const links = region.querySelectorAll('tbody a')
    links[event.key === 'j' ? 0 : links.length - 1]?.focus()
  }
})
const form = document.querySelector('.filters')
/* An address without its empty fields is one that a person can read and send on. */
form?.addEventListener('formdata', ({ formData }) => { for (const [name, value] of [...formData]) if (!value) formData.delete(name) })
