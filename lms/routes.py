"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs
from core.http.rows import Row, row
from core.permissions import Permission as P
from lms import rest
from lms.schemas import MarksReply
from lms.views import class_reports, courses, grade_columns, gradebook

_MEMBER = needs(P.COURSES_LEARN, P.COURSES_TEACH, P.COURSES_MANAGE)
_TEACHER = needs(P.COURSES_TEACH, P.COURSES_MANAGE)

COURSES: list[Row] = [
    row("GET", "/courses", courses.index, _MEMBER),
    row("GET", "/courses/<int:course_id>", courses.show, _MEMBER),
]

GRADES: list[Row] = [
    row("GET", "/grades", gradebook.mine, needs(P.COURSES_LEARN)),
    row("GET", "/courses/<int:course_id>/gradebook", gradebook.show, _MEMBER),
    row("POST", "/courses/<int:course_id>/gradebook", gradebook.save, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/marks", rest.save_marks, _TEACHER, reply=MarksReply),
    row("GET", "/courses/<int:course_id>/gradebook/export", gradebook.export, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/import", gradebook.import_form, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/import", gradebook.check_import, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/pupils/<int:person_id>", gradebook.pupil, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/pupils/<int:person_id>", gradebook.comment, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/columns", grade_columns.index, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/columns", grade_columns.add, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/columns/<int:column_id>", grade_columns.edit, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/columns/<int:column_id>", grade_columns.change, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/columns/<int:column_id>/remove", grade_columns.remove, _TEACHER),
    row("GET", "/class-reports", class_reports.index, needs(P.COURSES_REPORT, P.COURSES_TEACH)),
    row("GET", "/class-reports/<int:group_id>", class_reports.show, needs(P.COURSES_REPORT, P.COURSES_TEACH)),
    row("GET", "/class-reports/<int:group_id>/export", class_reports.export, needs(P.COURSES_REPORT, P.COURSES_TEACH)),
]

ROWS: list[Row] = [*COURSES, *GRADES]
