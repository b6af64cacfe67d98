"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs, public, signed_token
from core.http.rows import Row, row
from core.permissions import Permission as P
from exams import rest
from exams.schemas import HandInReply, SaveReply, StartReply
from exams.views import candidates, exams, mine, paper, plan, sitting, staff

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

SITTING: list[Row] = [
    row("GET", "/sit/<int:exam_id>", sitting.show, needs(P.EXAMS_SIT)),
    row("GET", "/sit/<int:exam_id>/check", sitting.check, needs(P.EXAMS_SIT)),
    row("GET", "/sit/worker.js", sitting.worker, public),
    row("GET", "/papers/<sha256>", sitting.paper, needs(P.EXAMS_SIT)),
    row("POST", "/sit/<int:exam_id>/start", rest.start, needs(P.EXAMS_SIT), reply=StartReply),
    # A save proves itself by its token and opens its own transaction, so that polls only read.
    row("POST", "/sittings/<int:sitting_id>/journal", rest.save, signed_token, csrf=False, reads_only=True, reply=SaveReply),
    row("POST", "/sittings/<int:sitting_id>/hand-in", rest.hand_in, signed_token, csrf=False, reply=HandInReply),
]

MARKING: list[Row] = []

ROWS = [*PREPARATION, *SITTING, *MARKING]
