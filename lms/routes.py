"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs
from core.http.rows import Row, row
from core.permissions import Permission as P
from lms.views import courses

_MEMBER = needs(P.COURSES_LEARN, P.COURSES_TEACH, P.COURSES_MANAGE)
_TEACHER = needs(P.COURSES_TEACH, P.COURSES_MANAGE)

COURSES: list[Row] = [
    row("GET", "/courses", courses.index, _MEMBER),
    row("GET", "/courses/<int:course_id>", courses.show, _MEMBER),
]

ROWS: list[Row] = [*COURSES]
