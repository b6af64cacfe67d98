/* Runs before the first paint: puts the chosen theme on <html>, so that nothing flashes, and whether letters are shortcuts. The switches
   themselves are in menus.js and shortcuts.js. */
(() => {
  const root = document.documentElement
  root.classList.add('js')
  try {
    const theme = localStorage.getItem('theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    if (localStorage.getItem('keys') === 'off') root.dataset.keys = 'off'
  } catch { /* storage may be closed to us: follow the system */ }
})()
