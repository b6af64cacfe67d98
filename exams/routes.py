"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs
from core.http.rows import Row, row
from core.permissions import Permission as P
from exams.views import candidates, exams, mine, paper, plan, staff

_PREPARE = needs(P.EXAMS_PREPARE)
_SEAL = needs(P.EXAMS_SEAL)
_CANDIDATES = needs(P.EXAMS_CANDIDATES)

PREPARATION: list[Row] = [
    row("GET", "/my/exams", mine.show, needs(P.EXAMS_SIT)),
    row("GET", "/exams", exams.index, needs(P.EXAMS_VIEW)),
    row("GET", "/exams/new", exams.new, _PREPARE),
    row("POST", "/exams/new", exams.create, _PREPARE),
    row("GET", "/exams/<int:exam_id>", exams.show, needs(P.EXAMS_VIEW, P.EXAMS_PREPARE)),
    row("GET", "/exams/<int:exam_id>/edit", exams.edit, _PREPARE),
    row("POST", "/exams/<int:exam_id>/edit", exams.change, _PREPARE),
    row("GET", "/exams/<int:exam_id>/plan", plan.show, _PREPARE),
    row("GET", "/exams/<int:exam_id>/plan/new", plan.new_part, _PREPARE),
    row("POST", "/exams/<int:exam_id>/plan/new", plan.create_part, _PREPARE),
    row("GET", "/exams/<int:exam_id>/plan/<int:part_id>", plan.edit_part, _PREPARE),
    row("POST", "/exams/<int:exam_id>/plan/<int:part_id>", plan.change_part, _PREPARE),
    row("POST", "/exams/<int:exam_id>/plan/<int:part_id>/delete", plan.delete_part, _PREPARE),
    row("GET", "/exams/<int:exam_id>/candidates", candidates.index, needs(P.EXAMS_CANDIDATES, P.EXAMS_PREPARE)),
    row("POST", "/exams/<int:exam_id>/candidates", candidates.register, _CANDIDATES),
    row(
        "GET",
        "/exams/<int:exam_id>/candidates/print",
        candidates.print_list,
        needs(P.EXAMS_CANDIDATES, P.EXAMS_PREPARE, P.EXAMS_INVIGILATE),
    ),
    row("GET", "/exams/<int:exam_id>/candidates/<int:candidate_id>", candidates.edit, _CANDIDATES),
    row("POST", "/exams/<int:exam_id>/candidates/<int:candidate_id>", candidates.change, _CANDIDATES),
    row("POST", "/exams/<int:exam_id>/candidates/<int:candidate_id>/remove", candidates.remove, _CANDIDATES),
    row("GET", "/exams/<int:exam_id>/staff", staff.index, _PREPARE),
    row("POST", "/exams/<int:exam_id>/staff", staff.add, _PREPARE),
    row("POST", "/exams/<int:exam_id>/staff/remove", staff.remove, _PREPARE),
    row("GET", "/exams/<int:exam_id>/paper", paper.show, _SEAL),
    row("POST", "/exams/<int:exam_id>/paper/seal", paper.seal, _SEAL),
    row("POST", "/exams/<int:exam_id>/paper/unseal", paper.unseal, _SEAL),
    row("GET", "/exams/<int:exam_id>/paper/keys", paper.keys, _SEAL),
    row("GET", "/exams/<int:exam_id>/paper/<int:form_id>", paper.form, _SEAL),
]

SITTING: list[Row] = []

MARKING: list[Row] = []

ROWS = [*PREPARATION, *SITTING, *MARKING]
