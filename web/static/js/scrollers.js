/* What scrolls sideways (a wide table or formula on a phone) can be reached and scrolled by keyboard; what fits adds no stop. */
const CANDIDATES = 'main :is(table, pre, math, figure, .sheet, .prose, .q-text, [class*="stem"], [class*="explanation"], [class*="question"], [data-wide])'

const mark = () => {
  for (const element of document.querySelectorAll(CANDIDATES)) {
    const scrolls = element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)
    if (scrolls && !element.hasAttribute('tabindex')) {
      element.tabIndex = 0
      element.dataset.scroller = ''
    } else if (!scrolls && 'scroller' in element.dataset) {
      element.removeAttribute('tabindex')
      delete element.dataset.scroller
    }
  }
}

mark()
addEventListener('resize', mark, { passive: true })
document.fonts?.ready.then(mark)
document.addEventListener('htmx:afterSettle', mark)
