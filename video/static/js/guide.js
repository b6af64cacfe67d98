/* The day's grid opens at what is on now, or comes next, and the week at the day that is shown. */
const grid = document.querySelector('.tv-grid')
const shown = grid?.querySelector('.is-now') ?? grid?.querySelector('.tv-show:not(.is-past)')
if (shown) grid.scrollLeft = shown.offsetLeft - grid.querySelector('tbody th').offsetWidth - 16

const week = document.querySelector('.week')
const day = week?.querySelector('[aria-current]')
if (day) week.scrollLeft = day.offsetLeft - (week.clientWidth - day.offsetWidth) / 2
