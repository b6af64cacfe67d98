"""The vocabulary's routes: everyone signed in may read it, those who keep it may write."""

from core.http.guards import needs_everywhere, signed_in
from core.http.rows import row
from core.permissions import Permission as P
from curriculum.views import subjects, topics, words

_WRITES = needs_everywhere(P.CURRICULUM_EDIT)
"""The vocabulary is everybody's: who administers one school only reads it."""

ROWS = [
    row("GET", "/curriculum", subjects.index, signed_in),
    row("GET", "/curriculum/<code>", subjects.show, signed_in),
    row("GET", "/curriculum/<code>/name", words.subject, _WRITES),
    row("POST", "/curriculum/<code>/name", words.save_subject, _WRITES),
    row("GET", "/curriculum/levels/<code>/name", words.level, _WRITES),
    row("POST", "/curriculum/levels/<code>/name", words.save_level, _WRITES),
    row("GET", "/curriculum/<code>/topics/new", topics.new, _WRITES),
    row("POST", "/curriculum/<code>/topics/new", topics.create, _WRITES),
    row("GET", "/curriculum/topics/<int:topic_id>/edit", topics.edit, _WRITES),
    row("POST", "/curriculum/topics/<int:topic_id>/edit", topics.update, _WRITES),
    row("POST", "/curriculum/topics/<int:topic_id>/move", topics.move, _WRITES),
    row("POST", "/curriculum/topics/<int:topic_id>/retire", topics.retire, _WRITES),
    row("POST", "/curriculum/topics/<int:topic_id>/restore", topics.restore, _WRITES),
]
