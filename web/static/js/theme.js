/* Runs before the first paint: puts the chosen theme on <html>, so that nothing flashes. The switch itself is in menus.js. */
(() => {
  const root = document.documentElement
  root.classList.add('js')
  try {
    const theme = localStorage.getItem('theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  } catch { /* storage may be closed to us: follow the system */ }
})()
