/* A text with a field in the place of each [[1]]: what the kinds with gaps have in common. */
import { make, say } from '../words.js'

const MARKER = /\[\[([1-9][0-9]?)\]\]/

/** The text with what `field(gap, number)` makes in the place of every gap; a marker within a tag is no marker. */
export const gappedText = ({ text, gaps }, field) => {
  const holder = make('div', { class: 'ask-gapped', html: text })
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
  const places = []
  while (walker.nextNode()) if (MARKER.test(walker.currentNode.data)) places.push(walker.currentNode)
  for (const place of places) {
    // Odd pieces of the split are the ids between the brackets.
    place.replaceWith(...place.data.split(MARKER).map((piece, index) => {
      const at = index % 2 ? gaps.findIndex((gap) => gap.id === piece) : -1
      return at < 0 ? piece : field(gaps[at], at + 1)
    }))
  }
  return holder
}

/** A menu for one gap; `choices` are {id, text}, `text` plain words. */
export const gapMenu = (id, number, choices, chosen, given = {}) => make('select', { class: 'input ask-gap', id, 'aria-label': say('gap', { n: number }), ...given },
  make('option', { value: '' }, `(${number})`), ...choices.map((each) => make('option', { value: each.id, selected: chosen === each.id }, each.text)))
