/* A question that is answered by a file: its tasks, the file to start from, what has been handed in, and what is on its way. */
import { theUploads } from '../uploads.js'
import { facts, icon, make, say } from '../words.js'

const IN_MB = 1_000_000
const sized = (bytes) => (bytes < IN_MB ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / IN_MB).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`)
const place = (url, number) => url.replace('/files/0/', `/files/${number}/`)
const ending = (name) => (name.includes('.') ? name.split('.').at(-1).toLowerCase() : '')

const startLink = (number, start) => make('p', { class: 'sit-file-start' },
  make('a', { class: 'btn btn-secondary', href: place(facts.urls.start_file, number), download: start.name }, icon('download'),
    make('span', {}, say('file_start', { name: start.name, size: sized(start.size) }))))

/** Why a file is refused before anything is sent, or ''. */
const refusal = (file, { endings, most_bytes: most }) => {
  if (!endings.split(' ').includes(ending(file.name))) return say('file_bad_ending', { endings: endings.replaceAll(' ', ', ') })
  if (!file.size) return say('file_empty')
  return file.size > most ? say('file_too_large', { n: most / IN_MB }) : ''
}

const handedIn = (number, { name, sha256, size }, remove) => make('div', { class: 'sit-file is-kept' }, icon('circle-check'),
  make('div', { class: 'sit-file-text' }, make('p', { class: 'sit-file-name' }, name), make('p', { class: 'sit-hint' }, say('file_kept', { size: sized(size) }))),
  make('div', { class: 'sit-file-acts' },
    make('a', { class: 'btn btn-quiet btn-sm', href: place(facts.urls.handed_file, number).replace(/-$/, sha256), download: name }, icon('download'), make('span', {}, say('file_look'))),
    remove))

const onItsWay = (way, stop) => {
  if (way.state === 'refused') return make('div', { class: 'sit-file is-refused' }, icon('circle-x'), make('div', { class: 'sit-file-text' }, make('p', { class: 'sit-file-name' }, way.file.name), make('p', {}, way.message)))
  const waits = way.state === 'waiting'
  const percent = Math.round(way.sent * 100)
  return make('div', { class: 'sit-file', 'data-way': way.state }, icon(waits ? 'cloud-off' : 'upload'),
    make('div', { class: 'sit-file-text' }, make('p', { class: 'sit-file-name' }, way.file.name),
      waits ? make('p', { class: 'sit-file-waits' }, say('file_waits')) : make('progress', { max: 100, value: percent, 'aria-label': say('file_sending', { name: way.file.name }) }),
      waits ? null : make('p', { class: 'sit-hint num' }, say('file_percent', { n: percent }))),
    make('div', { class: 'sit-file-acts' }, stop))
}

const quiet = (name, words, act) => {
  const button = make('button', { class: 'btn btn-quiet btn-sm', type: 'button' }, icon(name), make('span', {}, words))
  button.addEventListener('click', act)
  return button
}

/** The chooser: a button that is the file field itself, for any hand, and a place to drop a file on. */
const chooser = (number, body, take) => {
  const id = `q${number}-file`
  const words = make('span', {})
  const button = make('label', { class: 'btn' }, icon('upload'), words)
  const input = make('input', { class: 'sr-only', type: 'file', id, accept: body.endings.split(' ').map((each) => `.${each}`).join(','), 'aria-describedby': `${id}-hint` })
  button.append(input)
  input.addEventListener('change', () => { const [file] = input.files; input.value = ''; if (file) take(file) })
  const hint = say('file_hint', { endings: body.endings.replaceAll(' ', ', '), n: body.most_bytes / IN_MB })
  const box = make('div', { class: 'sit-drop' }, button, make('p', { class: 'sit-hint', id: `${id}-hint` }, hint))
  box.addEventListener('dragover', (event) => { event.preventDefault(); box.dataset.over = 'yes' })
  box.addEventListener('dragleave', () => { delete box.dataset.over })
  box.addEventListener('drop', (event) => {
    event.preventDefault()
    delete box.dataset.over
    const [file] = event.dataTransfer.files
    if (file && !input.disabled) take(file)
  })
  const ask = (isFirst) => {
    words.textContent = say(isFirst ? 'file_choose' : 'file_other')
    button.classList.toggle('btn-primary', isFirst)
    button.classList.toggle('btn-secondary', !isFirst)
  }
  return { box, input, ask }
}

export const draw = ({ number, body }, given, give) => {
  const uploads = theUploads()
  const now = make('div', { class: 'sit-files', role: 'status' })
  const take = (file) => {
    const why = refusal(file, body)
    if (why) uploads.refuse(number, file, why)
    else uploads.choose(number, file)
  }
  const { box, input, ask } = chooser(number, body, take)
  const show = () => {
    const way = uploads.of(number)
    const kept = uploads.journal.answer(number)
    const remove = quiet('trash-2', say('file_remove'), () => { give(null); show(); input.focus() })
    const stop = quiet('x', say('file_stop'), () => { uploads.drop(number); input.focus() })
    ask(!kept && way?.state !== 'sending')
    const bar = now.querySelector('progress')
    if (way?.state === 'sending' && bar && now.dataset.name === way.file.name) { // the bar moves on; nothing is read out anew
      bar.value = Math.round(way.sent * 100)
      now.querySelector('.num').textContent = say('file_percent', { n: bar.value })
      return
    }
    now.dataset.name = way?.file.name ?? ''
    now.replaceChildren(...(kept ? [handedIn(number, kept, remove)] : []), ...(way ? [onItsWay(way, stop)] : []))
  }
  uploads.watch(number, show)
  show()
  return make('div', { class: 'sit-typed' },
    body.tasks?.length ? make('ol', { class: 'sit-tasks' }, ...body.tasks.map(({ text }) => make('li', { html: text }))) : null,
    body.start ? startLink(number, body.start) : null, now, box)
}
