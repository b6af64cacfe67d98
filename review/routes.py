"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs
from core.http.rows import Row, row
from core.permissions import Permission as P
from review.views import banks, mistakes, mocks, repeat, sets, subjects, topics

_PRACTISE, _MANAGE = needs(P.REVIEW_PRACTISE), needs(P.REVIEW_MANAGE)

PRACTICE: list[Row] = [
    row("GET", "/review", subjects.index, _PRACTISE),
    row("GET", "/review/<subject_code>", subjects.show, _PRACTISE),
    row("POST", "/review/<subject_code>", subjects.practise, _PRACTISE),
    row("GET", "/review/topics/<int:topic_id>", topics.show, _PRACTISE),
    row("POST", "/review/topics/<int:topic_id>", topics.practise, _PRACTISE),
    row("GET", "/review/sets/<int:set_id>", sets.show, _PRACTISE),
    row("GET", "/review/sets/<int:set_id>/<int:number>", sets.ask, _PRACTISE),
    row("POST", "/review/sets/<int:set_id>/<int:number>", sets.answer, _PRACTISE),
    row("GET", "/review/mistakes", mistakes.index, _PRACTISE),
    row("GET", "/review/mistakes/<int:question_id>", mistakes.show, _PRACTISE),
    row("POST", "/review/mistakes/<int:question_id>", mistakes.write, _PRACTISE),
    row("GET", "/review/repeat", repeat.show, _PRACTISE),
    row("POST", "/review/repeat", repeat.begin, _PRACTISE),
]

BANKS: list[Row] = [
    row("GET", "/review/banks", banks.index, _MANAGE),
    row("GET", "/review/banks/<code>/open", banks.ask, _MANAGE),
    row("POST", "/review/banks/<code>/open", banks.open_up, _MANAGE),
    row("POST", "/review/banks/<code>/close", banks.close, _MANAGE),
]

MOCKS: list[Row] = [
    row("GET", "/review/mocks", mocks.index, _PRACTISE),
    row("GET", "/review/mocks/subjects/<subject_code>", mocks.subject, _PRACTISE),
    row("POST", "/review/mocks/subjects/<subject_code>", mocks.start, _PRACTISE),
    row("GET", "/review/mocks/<int:mock_id>", mocks.show, _PRACTISE),
    row("POST", "/review/mocks/<int:mock_id>/practise", mocks.practise, _PRACTISE),
]

ROWS: list[Row] = [*PRACTICE, *BANKS, *MOCKS]
