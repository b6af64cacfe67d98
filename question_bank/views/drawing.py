"""Papers drawn from a matrix: asked for, waited for, looked through, changed in places, confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from accounts import api as accounts
from core.errors import Conflict, Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from question_bank import policies
from question_bank.formats.papers.answer_sheet import has_sheet
from question_bank.formats.papers.parts import numbered, size_of
from question_bank.forms.matrix import DrawForm
from question_bank.kinds.registry import KINDS
from question_bank.models import Door, Matrix, Paper, PaperForm, PaperQuestion, PaperState
from question_bank.operations.ask_for_draw import ask_for_draw
from question_bank.operations.change_paper import confirm_paper, place_in, swap_question
from question_bank.operations.note_reading import note_reading
from question_bank.operations.open_banks import require_banks
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.candidates import ENOUGH
from question_bank.queries.matrices import DrawnPaper, banks_of_paper, drawn_paper, job_of, matrix_row, paper_row, view_of
from question_bank.queries.pools import RevisionView, revisions
from question_bank.queries.swaps import swaps_for
from question_bank.rules.matrix.plan import asked_from, codes_given
from question_bank.rules.messages import unpacked
from question_bank.views.matrices import matrix_for


def new(matrix_id: int) -> ResponseReturnValue:
    """What to ask of the draw; `?from=` asks again as an earlier paper was asked for."""
    found, bank = _drawable(matrix_id)
    form = DrawForm(formdata=None, data=_again(matrix_id) or {"title": found.title, "codes": "0101"})
    return _asking(matrix_id, bank, _offered(form))


def create(matrix_id: int) -> ResponseReturnValue:
    """Have it drawn; refused at once, with the short cells named, when the banks cannot fill it."""
    found, bank = _drawable(matrix_id)
    form = _offered(DrawForm())
    if not form.validate():
        return _asking(matrix_id, bank, form), 422
    try:
        whole = view_of(found).table.points()
        paper = ask_for_draw(current_actor(), matrix_id, form.to_command(whole), form.title.data or "", form.seed.data or "")
    except Invalid as error:
        form.refuse(error)
        return _asking(matrix_id, bank, form), 422
    return redirect(url_for("question_bank.drawing.show", paper_id=paper.id))


def show(paper_id: int) -> ResponseReturnValue:
    """The paper as it stands: waited for, refused with reasons, or form by form (`?form=` opens one, and its questions count as read)."""
    paper, bank = _paper(paper_id)
    if paper.state == PaperState.DRAWING:
        return _page("wait", paper, job=job_of(paper))
    if paper.state == PaperState.FAILED:
        return _page("failed", paper, reasons=unpacked(paper.report), asked=asked_from(paper.settings))
    drawn = drawn_paper(paper_id, str(get_locale()))
    chosen = next((form for form in drawn.forms if form.code == request.args.get("form")), drawn.forms[0])
    note_reading(current_actor(), {each.question_id for each in chosen.questions}, Door.PAPER)
    return _page(
        "show",
        paper,
        drawn=drawn,
        has_sheet=has_sheet(drawn.table, drawn.forms),
        shown=chosen,
        numbered=numbered,
        asked=asked_from(paper.settings),
        whole=drawn.table.points(),
        band=_band(drawn),
        enough=ENOUGH,
        kinds=KINDS,
        people=accounts.people(number for number in (paper.created_by, paper.confirmed_by) if number),
        may_change=paper.state == PaperState.DRAWN and policies.may_write(current_actor(), bank.organisation_path),
    )


def progress(paper_id: int) -> ResponseReturnValue:
    """How far the job is, for the page to replace; when it is done the page is asked for again."""
    paper, _ = _paper(paper_id)
    page = render_template("question_bank/drawing/_progress.html", paper=paper, job=job_of(paper))
    is_over = paper.state != PaperState.DRAWING
    return page, 200, {"HX-Redirect": url_for("question_bank.drawing.show", paper_id=paper.id)} if is_over else {}


def swaps(paper_id: int, place_id: int) -> ResponseReturnValue:
    """What could stand in the place of one question and keep every limit, the nearest in difficulty first."""
    paper, bank = _paper(paper_id)
    policies.require_write(current_actor(), bank.organisation_path)
    if paper.state != PaperState.DRAWN:
        raise Conflict(say("Đề này không còn ở bước xem lại nên không sửa được."))
    matrix = matrix_row(paper.matrix_id)
    require_banks(current_actor(), (matrix.bank_id, *matrix.more_bank_ids))
    place = place_in(paper, place_id)
    offered = swaps_for(paper, place)
    form = next(form for form in paper.forms if form.id == place.form_id)
    shown = revisions([*(each.revision_id for each in form.questions), *(each.revision_id for each in offered)])
    note_reading(current_actor(), [place.question_id, *(each.id for each in offered)], Door.PAPER)
    first, last = _numbers(place, form, shown)
    return _page("swaps", paper, place=place, first=first, last=last, form=form, offered=offered, shown=shown, kinds=KINDS)


def _numbers(place: PaperQuestion, form: PaperForm, shown: Mapping[int, RevisionView]) -> tuple[int, int]:
    """From which number to which the documents count it."""
    before = (each for each in form.questions if each.part == place.part and each.number < place.number)
    sizes = [size_of(shown[each.revision_id].kind, shown[each.revision_id].safe) for each in (*before, place)]
    return sum(sizes[:-1]) + 1, sum(sizes)


def swap(paper_id: int, place_id: int) -> ResponseReturnValue:
    """Put the chosen question in its place."""
    paper, _ = _paper(paper_id)
    code = next((form.code for form in paper.forms if any(each.id == place_id for each in form.questions)), None)
    try:
        swap_question(current_actor(), paper_id, place_id, request.form.get("question", 0, type=int))
    except Invalid as refusal:
        flash(translate(refusal.message), "error")
        return redirect(url_for("question_bank.drawing.swaps", paper_id=paper_id, place_id=place_id))
    flash(translate(say("Đã thay câu hỏi.")), "success")
    return redirect(url_for("question_bank.drawing.show", paper_id=paper_id, form=code))


def confirm(paper_id: int) -> ResponseReturnValue:
    """From here on nothing changes, and exams may take it."""
    _paper(paper_id)
    confirm_paper(current_actor(), paper_id)
    flash(translate(say("Đã chốt đề. Kỳ thi lấy được đề này ở trang Ma trận đề.")), "success")
    return redirect(url_for("question_bank.drawing.show", paper_id=paper_id))


def _drawable(matrix_id: int) -> tuple[Matrix, BankView]:
    found, bank = matrix_for(matrix_id)
    policies.require_write(current_actor(), bank.organisation_path)
    return found, bank


def _paper(paper_id: int) -> tuple[Paper, BankView]:
    paper = paper_row(paper_id)
    bank = bank_view(matrix_row(paper.matrix_id).bank_id)
    policies.require_paper(current_actor(), bank.organisation_path, paper.created_by)
    require_banks(current_actor(), banks_of_paper(paper_id))
    return paper, bank


def _page(name: str, paper: Paper, **values: object) -> str:
    return render_template(f"question_bank/drawing/{name}.html", paper=paper, matrix=matrix_row(paper.matrix_id), **values)


def _again(matrix_id: int) -> dict[str, object] | None:
    """The form as it was filled for the paper of `?from=`."""
    number = request.args.get("from", type=int)
    if number is None:
        return None
    paper, _ = _paper(number)
    if paper.matrix_id != matrix_id:
        raise NotFound
    asked, whole = asked_from(paper.settings), view_of(matrix_row(matrix_id)).table.points()
    return {
        "title": paper.title, "forms": asked.forms, "codes": ", ".join(codes_given(asked.codes)), "keeps_levels": asked.keeps_levels, "seed": paper.seed,
        "makes": "sharing" if asked.shares else "parallel" if asked.is_parallel else "mixed", "within_time": asked.within_time,
        "most_exposures": asked.most_exposures, "per_outcome": asked.per_outcome, "per_tag": asked.per_tag,
        "points_from": _points(asked.facility_from, whole), "points_to": _points(asked.facility_to, whole),
        "spread": _points(asked.spread, whole),
    }  # fmt: skip


def _points(share: Decimal | None, whole: Decimal) -> Decimal | None:
    return None if share is None else (share * whole).quantize(Decimal("0.01"))


def _band(drawn: DrawnPaper) -> tuple[Decimal, Decimal]:
    """The lowest and the highest points that a form is expected to earn."""
    expected = [form.facility * drawn.table.points() for form in drawn.forms]
    return min(expected), max(expected)


def _offered(form: DrawForm) -> DrawForm:
    form.makes.choices = [
        ("mixed", translate(say("Cùng câu hỏi, trộn thứ tự câu và phương án"))),
        ("parallel", translate(say("Đề song song, không trùng câu"))),
        ("sharing", translate(say("Đề song song, được trùng một số câu"))),
    ]
    return form


def _asking(matrix_id: int, bank: BankView, form: DrawForm) -> str:
    view = view_of(matrix_row(matrix_id))
    return render_template("question_bank/drawing/new.html", matrix=view, bank=bank, form=form, whole=view.table.points())
