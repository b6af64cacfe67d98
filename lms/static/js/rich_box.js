/* A box of text with headings, lists and formulas, over a textarea that keeps its HTML. Formulas are pieces that show themselves and
   remember their LaTeX; what is pasted is made tidy by the server. `tools`: words, tidy(html, line) -> HTML, askFormula(latex) -> latex or null. */
const COMMANDS = [
  ['B', 'bold', 'bold'], ['I', 'italic', 'italic'], ['H2', 'heading', 'formatBlock', 'h2'], ['H3', 'subheading', 'formatBlock', 'h3'],
  ['¶', 'paragraph', 'formatBlock', 'p'], ['•', 'bullets', 'insertUnorderedList'], ['1.', 'numbers', 'insertOrderedList'],
  ['❝', 'quote', 'formatBlock', 'blockquote'], ['x²', 'sup', 'superscript'], ['x₂', 'sub', 'subscript'], ['↗', 'anchor', 'link'], ['∑', 'formula', 'formula'],
]
const TYPED = /(?:\\\((.{1,400}?)\\\)|\$([^$\n]{1,400})\$)$/

export const enhance = (area, tools) => {
  const box = document.createElement('div')
  box.className = 'input rich-box prose'
  box.contentEditable = 'true'
  box.setAttribute('role', 'textbox')
  box.setAttribute('aria-multiline', 'true')
  box.setAttribute('aria-labelledby', `${area.id}-label`)
  box.innerHTML = area.parentElement.querySelector('template[data-words-start]')?.innerHTML || '<p><br></p>'
  document.execCommand('defaultParagraphSeparator', false, 'p')
  area.hidden = true
  area.before(toolbar(box, area, tools), box)
  box.addEventListener('input', (event) => {
    if (event.inputType === 'insertText' && (event.data === ')' || event.data === '$')) convertTyped(box, area, tools)
    keep(box, area)
  })
  box.addEventListener('paste', (event) => paste(event, box, area, tools))
  box.addEventListener('click', ({ target }) => { const chip = target.closest('.formula'); if (chip) changeChip(chip, box, area, tools) })
  box.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'm') { event.preventDefault(); addFormula(box, area, tools) }
  })
  return box
}

/* What stands in the box, as the server takes it: every formula as its LaTeX again. */
const keep = (box, area) => {
  const copy = box.cloneNode(true)
  for (const chip of copy.querySelectorAll('.formula')) {
    const [open, close] = chip.dataset.display === '1' ? ['\\[', '\\]'] : ['\\(', '\\)']
    chip.replaceWith(open + chip.dataset.latex + close)
  }
  area.value = copy.innerHTML
}
const changed = (box) => box.dispatchEvent(new InputEvent('input', { bubbles: true }))

const toolbar = (box, area, tools) => {
  const bar = document.createElement('div')
  bar.className = 'rich-tools'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', tools.words.tools)
  COMMANDS.forEach(([sign, name, command, value], index) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn-quiet btn-icon'
    button.title = name === 'formula' ? `${tools.words[name]} (Ctrl+M)` : tools.words[name]
    button.tabIndex = index ? -1 : 0
    const shown = document.createElement('span')
    shown.setAttribute('aria-hidden', 'true')
    shown.textContent = sign
    const said = document.createElement('span')
    said.className = 'sr-only'
    said.textContent = tools.words[name]
    button.append(shown, said)
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => run(command, value, box, area, tools))
    bar.append(button)
  })
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const buttons = [...bar.children]
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1 })
    next.focus()
  })
  return bar
}

const run = (command, value, box, area, tools) => {
  restore(box)
  if (command === 'formula') return addFormula(box, area, tools)
  if (command === 'link') {
    const url = prompt(tools.words.link, 'https://')
    if (url) document.execCommand('createLink', false, url)
  } else {
    document.execCommand(command, false, value)
  }
  changed(box)
}

/* Where the cursor was in this box; its end when it never was there. */
let last = null
document.addEventListener('selectionchange', () => {
  const selection = getSelection()
  const node = selection.rangeCount ? selection.anchorNode : null
  if ((node?.nodeType === 1 ? node : node?.parentElement)?.closest('.rich-box')) last = selection.getRangeAt(0).cloneRange()
})
const restore = (box) => {
  box.focus()
  const selection = getSelection()
  if (last && box.contains(last.startContainer)) { selection.removeAllRanges(); selection.addRange(last) }
  if (!box.contains(selection.anchorNode)) { selection.selectAllChildren(box); selection.collapseToEnd() }
}

const newChip = (latex) => {
  const chip = document.createElement('span')
  chip.className = 'formula'
  chip.contentEditable = 'false'
  chip.dataset.latex = latex
  chip.dataset.display = '0'
  chip.textContent = latex
  return chip
}
const draw = async (chip, tools) => {
  const holder = document.createElement('template')
  const [open, close] = chip.dataset.display === '1' ? ['\\[', '\\]'] : ['\\(', '\\)']
  const escaped = document.createElement('i')
  escaped.textContent = open + chip.dataset.latex + close
  holder.innerHTML = await tools.tidy(escaped.innerHTML, true)
  const drawn = holder.content.querySelector('.formula')
  if (drawn) chip.innerHTML = drawn.innerHTML
}
const put = (chip, range) => {
  range.deleteContents()
  range.insertNode(chip)
  if (!chip.nextSibling || chip.nextSibling.nodeType !== 3 || !chip.nextSibling.data) chip.after(' ')
  const selection = getSelection()
  selection.collapse(chip.nextSibling, Math.min(1, chip.nextSibling.length))
}
const addFormula = async (box, area, tools) => {
  restore(box)
  const range = getSelection().getRangeAt(0).cloneRange()
  const latex = await tools.askFormula(range.toString())
  box.focus()
  if (!latex) return
  const chip = newChip(latex)
  put(chip, range)
  draw(chip, tools)
  changed(box)
}
const changeChip = async (chip, box, area, tools) => {
  const latex = await tools.askFormula(chip.dataset.latex)
  if (latex === null) return
  if (latex) { chip.dataset.latex = latex; draw(chip, tools) } else chip.remove()
  changed(box)
  box.focus()
}
const convertTyped = (box, area, tools) => {
  const { anchorNode: node, anchorOffset: at } = getSelection()
  const found = node?.nodeType === 3 && node.data.slice(0, at).match(TYPED)
  if (!found) return
  const range = document.createRange()
  range.setStart(node, at - found[0].length)
  range.setEnd(node, at)
  const chip = newChip((found[1] ?? found[2]).trim())
  put(chip, range)
  draw(chip, tools)
}

const paste = async (event, box, area, tools) => {
  const html = event.clipboardData.getData('text/html')
  const text = event.clipboardData.getData('text/plain')
  if (!html) return
  event.preventDefault()
  let tidy = ''
  try { tidy = await tools.tidy(html) } catch { /* offline: the words come without their form */ }
  restore(box)
  if (tidy) document.execCommand('insertHTML', false, tidy)
  else document.execCommand('insertText', false, text)
  changed(box)
}
