/* Menus: the drawer of the main nav on a phone, <details class="menu"> that close politely, and the theme switch. */
const root = document.documentElement
const toggle = document.querySelector('.nav-toggle')
const setDrawer = (open) => {
  toggle.setAttribute('aria-expanded', String(open))
  root.classList.toggle('nav-open', open)
}
toggle?.addEventListener('click', () => setDrawer(toggle.getAttribute('aria-expanded') !== 'true'))

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false
})
document.addEventListener('focusin', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const menu = document.querySelector('details.menu[open]')
  if (menu) { menu.open = false; menu.querySelector('summary').focus() }
  else if (root.classList.contains('nav-open')) { setDrawer(false); toggle.focus() }
})

const choices = [...document.querySelectorAll('[data-set-theme]')]
const show = () => {
  const current = root.dataset.theme || 'auto'
  for (const button of choices) button.setAttribute('aria-pressed', String(button.dataset.setTheme === current))
}
for (const button of choices) button.addEventListener('click', () => {
  const theme = button.dataset.setTheme
  if (theme === 'auto') delete root.dataset.theme
  else root.dataset.theme = theme
  try { theme === 'auto' ? localStorage.removeItem('theme') : localStorage.setItem('theme', theme) } catch { /* this page only */ }
  show()
})
show()
