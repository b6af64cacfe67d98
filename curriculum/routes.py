"""The vocabulary's routes: everyone signed in may read it, those who keep it may write."""

from core.http.guards import needs, signed_in
from core.http.rows import row
from core.permissions import Permission as P
from curriculum.views import subjects, topics

ROWS = [
    row("GET", "/curriculum", subjects.index, signed_in),
    row("GET", "/curriculum/<code>", subjects.show, signed_in),
    row("GET", "/curriculum/<code>/topics/new", topics.new, needs(P.CURRICULUM_EDIT)),
    row("POST", "/curriculum/<code>/topics/new", topics.create, needs(P.CURRICULUM_EDIT)),
    row("GET", "/curriculum/topics/<int:topic_id>/edit", topics.edit, needs(P.CURRICULUM_EDIT)),
    row("POST", "/curriculum/topics/<int:topic_id>/edit", topics.update, needs(P.CURRICULUM_EDIT)),
    row("POST", "/curriculum/topics/<int:topic_id>/move", topics.move, needs(P.CURRICULUM_EDIT)),
    row("POST", "/curriculum/topics/<int:topic_id>/retire", topics.retire, needs(P.CURRICULUM_EDIT)),
    row("POST", "/curriculum/topics/<int:topic_id>/restore", topics.restore, needs(P.CURRICULUM_EDIT)),
]
