/* One question on the screen. Each kind draws itself in asks/<kind>.js: `draw(question, given, give)` gives the element with its inputs;
   `give(answer, pause)` takes every change, pause is for typing. */
import { draw as cloze } from './asks/cloze.js'
import { draw as code } from './asks/code.js'
import { draw as description } from './asks/description.js'
import { draw as dragPicture } from './asks/drag_picture.js'
import { draw as dragWords } from './asks/drag_words.js'
import { draw as essay } from './asks/essay.js'
import { draw as handedFile } from './asks/handed_file.js'
import { draw as hotspot } from './asks/hotspot.js'
import { draw as matching } from './asks/matching.js'
import { draw as multipleChoice } from './asks/multiple_choice.js'
import { draw as numerical } from './asks/numerical.js'
import { draw as ordering } from './asks/ordering.js'
import { draw as shortAnswer } from './asks/short_answer.js'
import { draw as singleChoice } from './asks/single_choice.js'
import { stimulus } from './asks/stimulus.js'
import { draw as trueFalseGroup } from './asks/true_false_group.js'
import { make } from './words.js'

const KINDS = {
  single_choice: singleChoice,
  multiple_choice: multipleChoice,
  true_false_group: trueFalseGroup,
  short_answer: shortAnswer,
  numerical,
  matching,
  ordering,
  cloze,
  drag_words: dragWords,
  hotspot,
  drag_picture: dragPicture,
  essay,
  code,
  file_upload: handedFile,
  office_practical: handedFile,
  stimulus: stimulus((question, given, give) => drawQuestion(question, given, give)),
  description,
}

/** Whether a question asks for anything. */
export const asks = (question) => question.kind !== 'description'

/** The question's own area: stem and inputs. */
export const drawQuestion = (question, given, give) => {
  const shown = { ...question, body: question.body ?? question }
  return make('div', { class: 'sit-question-body' },
    make('div', { class: 'sit-stem', id: `stem-${question.number}`, html: question.stem }),
    KINDS[question.kind](shown, given, give))
}
