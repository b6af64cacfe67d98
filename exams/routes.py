"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs, public, signed_token
from core.http.rows import Row, row
from core.permissions import Permission as P
from exams import rest
from exams.schemas import FileReply, HandInReply, SaveReply, StartReply, TryReply
from exams.views import board, candidates, drawn_paper, exams, marking, mine, paper, plan, replay, results, seen, sitting, staff, statistics

_PREPARE = needs(P.EXAMS_PREPARE)
_SEAL = needs(P.EXAMS_SEAL)
_CANDIDATES = needs(P.EXAMS_CANDIDATES)
_INVIGILATE = needs(P.EXAMS_INVIGILATE)
_MARK = needs(P.EXAMS_MARK)
_RELEASE = needs(P.EXAMS_RELEASE)
MOST_FILE_BYTES = 52_000_000
"""A handed-in file of 50 MB and the fields around it."""

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
    row("GET", "/exams/<int:exam_id>/plan/matrix", drawn_paper.choose, _PREPARE),
    row("POST", "/exams/<int:exam_id>/plan/matrix", drawn_paper.take, _PREPARE),
    row("POST", "/exams/<int:exam_id>/plan/matrix/give-back", drawn_paper.give_back, _PREPARE),
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
    row("POST", "/exams/<int:exam_id>/staff", staff.add, needs(P.ROLES_GRANT)),
    row("POST", "/exams/<int:exam_id>/staff/remove", staff.remove, needs(P.ROLES_GRANT)),
    row("GET", "/exams/<int:exam_id>/seen/<int:question_id>", seen.show, _CANDIDATES),
    row("GET", "/exams/<int:exam_id>/paper", paper.show, _SEAL),
    row("POST", "/exams/<int:exam_id>/paper/seal", paper.seal, _SEAL),
    row("POST", "/exams/<int:exam_id>/paper/unseal", paper.unseal, _SEAL),
    row("GET", "/exams/<int:exam_id>/paper/keys", paper.keys, _SEAL, reads_only=False),
    row("GET", "/exams/<int:exam_id>/paper/<int:form_id>", paper.form, _SEAL, reads_only=False),
]

SITTING: list[Row] = [
    row("GET", "/sit/<int:exam_id>", sitting.show, needs(P.EXAMS_SIT)),
    row("GET", "/sit/<int:exam_id>/check", sitting.check, needs(P.EXAMS_SIT)),
    row("GET", "/sit/worker.js", sitting.worker, public),
    row("GET", "/papers/<sha256>", sitting.paper, needs(P.EXAMS_SIT)),
    row("POST", "/sit/<int:exam_id>/start", rest.start, needs(P.EXAMS_SIT), reply=StartReply),
    row("POST", "/sit/<int:exam_id>/try", rest.try_program, needs(P.EXAMS_SIT), reads_only=True, rate="12/minute", reply=TryReply),
    # A save proves itself by its token and opens its own transaction, so that polls only read.
    row("POST", "/sittings/<int:sitting_id>/journal", rest.save, signed_token, csrf=False, reads_only=True, reply=SaveReply),
    row(
        "POST",
        "/sittings/<int:sitting_id>/files/<int:number>",
        rest.hand_file,
        signed_token,
        csrf=False,
        reads_only=True,
        most_bytes=MOST_FILE_BYTES,
        reply=FileReply,
    ),
    row("GET", "/sit/<int:exam_id>/files/<int:number>/start", sitting.start_file, needs(P.EXAMS_SIT)),
    row("GET", "/sit/<int:exam_id>/files/<int:number>/<sha256>", sitting.handed_file, needs(P.EXAMS_SIT)),
    row("POST", "/sittings/<int:sitting_id>/hand-in", rest.hand_in, signed_token, csrf=False, reply=HandInReply),
]

MARKING: list[Row] = [
    row("GET", "/exams/<int:exam_id>/board", board.show, _INVIGILATE),
    row("GET", "/exams/<int:exam_id>/board/live", board.live, _INVIGILATE),
    row("GET", "/exams/<int:exam_id>/board/minutes", board.minutes, _INVIGILATE),
    row("POST", "/exams/<int:exam_id>/board/extra-time", board.give_room_time, _INVIGILATE),
    row("POST", "/exams/<int:exam_id>/board/message", board.message_room, _INVIGILATE),
    row("GET", "/exams/<int:exam_id>/board/<int:sitting_id>", board.candidate, _INVIGILATE),
    row("POST", "/exams/<int:exam_id>/board/<int:sitting_id>/extra-time", board.give_time, _INVIGILATE),
    row("POST", "/exams/<int:exam_id>/board/<int:sitting_id>/message", board.message, _INVIGILATE),
    row("POST", "/exams/<int:exam_id>/board/<int:sitting_id>/change-machine", board.allow_change, _INVIGILATE),
    row("POST", "/exams/<int:exam_id>/board/<int:sitting_id>/hand-in", board.take_in, _INVIGILATE),
    row("GET", "/exams/<int:exam_id>/sittings/<int:sitting_id>/replay", replay.show, _RELEASE),
    row("GET", "/marking", marking.mine, _MARK),
    row("GET", "/exams/<int:exam_id>/marking", marking.index, _MARK),
    row("GET", "/exams/<int:exam_id>/marking/<int:mark_id>", marking.show, _MARK),
    row("POST", "/exams/<int:exam_id>/marking/<int:mark_id>", marking.save, _MARK),
    row("GET", "/exams/<int:exam_id>/marking/<int:mark_id>/file", marking.handed_file, _MARK),
    row("GET", "/exams/<int:exam_id>/marking/<int:mark_id>/next", marking.go_on, _MARK),
    row("GET", "/exams/<int:exam_id>/results", results.index, _RELEASE),
    row("GET", "/exams/<int:exam_id>/results/export", results.export, _RELEASE),
    row("POST", "/exams/<int:exam_id>/results/release", results.release, _RELEASE),
    row("POST", "/exams/<int:exam_id>/results/mark-again", results.ask_again, _RELEASE),
    row("GET", "/my/results/<int:exam_id>", results.mine, needs(P.EXAMS_SIT)),
]

STATISTICS: list[Row] = [
    row("GET", "/exams/<int:exam_id>/statistics", statistics.index, _RELEASE),
    row("POST", "/exams/<int:exam_id>/statistics", statistics.ask, _RELEASE),
    row("GET", "/exams/<int:exam_id>/statistics/export", statistics.export, _RELEASE),
    row("GET", "/exams/<int:exam_id>/statistics/<int:revision_id>", statistics.show, _RELEASE),
]

ROWS = [*PREPARATION, *SITTING, *MARKING, *STATISTICS]
