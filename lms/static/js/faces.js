/* A page of formulas is shown once its faces are there, so that nothing moves under the reader; after 0.8 s it is shown as it is. */
(() => {
  const root = document.documentElement
  const show = () => root.classList.remove('waits-for-faces')
  root.classList.add('waits-for-faces')
  setTimeout(show, 800)
  const faces = ['400', '500', '600', '700'].map((weight) => document.fonts.load(`${weight} 1em "Be Vietnam Pro"`, 'aắ'))
  Promise.all([...faces, document.fonts.load('1em "STIX Two Math"', 'x')]).then(show, show)
})()
