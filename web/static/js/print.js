/* The print button of a sheet (shown only where scripts run; Ctrl+P works everywhere). */
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
