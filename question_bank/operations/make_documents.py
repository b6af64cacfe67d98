"""The documents of a matrix and of a drawn paper, made when they are asked for: nothing of a secret paper is left lying about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from accounts import api as accounts
from core import audit
from core.actor import Actor
from core.errors import Invalid, NotFound
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.formats.papers.answer_sheet import has_sheet, sheet_file, sheet_pdf
from question_bank.formats.papers.contract import Heading
from question_bank.formats.papers.exam_paper import paper_file
from question_bank.formats.papers.keys import key_file
from question_bank.formats.papers.matrix_tables import matrix_file, specification_file
from question_bank.formats.papers.solutions import solutions_file
from question_bank.formats.registry import WORD
from question_bank.formats.word_out.package import zipped
from question_bank.kinds.registry import KINDS
from question_bank.models import Door, PaperState
from question_bank.operations.note_reading import note_reading
from question_bank.operations.open_banks import require_banks
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.matrices import DrawnForm, DrawnPaper, banks_of_paper, drawn_paper, matrix_view, paper_row, with_topic_outcomes
from question_bank.queries.media import media_files, sizes_of
from question_bank.rules.content import pictures_in

MOST_BYTES = 100_000_000
"""Of pictures in one zip, counted once for each mã đề that shows them."""
MIMES = {"docx": WORD, "pdf": "application/pdf", "zip": "application/zip"}
_SAVED_AS = {
    "matrix.docx": "ma-tran.docx", "specification.docx": "ban-dac-ta.docx", "keys.docx": "dap-an.docx", "solutions.docx": "huong-dan-giai.docx",
    "answer-sheet.docx": "phieu-tra-loi.docx", "answer-sheet.pdf": "phieu-tra-loi.pdf",
}  # fmt: skip
_LONG, _SHORT = "Sở Giáo dục và Đào tạo", "Sở GD&ĐT"
_FORM, _ALL = "form-", "all.zip"
Maker = Callable[[], bytes]


@dataclass(frozen=True)
class Document:
    """A file to be saved under a name."""

    filename: str
    data: bytes

    @property
    def mime(self) -> str:
        return MIMES[self.filename.rpartition(".")[2]]


def matrix_document(actor: Actor, matrix_id: int, name: str) -> Document:
    """`matrix.docx` or `specification.docx` of a matrix, for whoever may see its bank; NotFound for any other name."""
    view = matrix_view(matrix_id)
    bank = bank_view(view.bank_id)
    policies.require_view(actor, bank.organisation_path)
    heading = _heading(bank, view.title, view.subject_code, view.minutes)
    makers: dict[str, Maker] = {
        "matrix.docx": lambda: matrix_file(heading, view.table),
        "specification.docx": lambda: specification_file(heading, with_topic_outcomes(view.table, view.subject_code)),
    }
    if name not in makers:
        raise NotFound
    return Document(_SAVED_AS[name], makers[name]())


def paper_document(actor: Actor, paper_id: int, name: str) -> Document:
    """A document of a drawn paper, for whoever may see the paper: the names of `_makers`, `form-<mã đề>.docx`, or `all.zip`.

    NotFound for any other name and for a paper that has not been drawn; Invalid for a zip with too many large pictures.
    """
    drawn, bank = _allowed(actor, paper_id)
    makers = _makers(drawn, bank)
    if name == _ALL:
        _weigh(drawn)
        return Document(f"de-{drawn.id}.zip", zipped({_saved_as(each): make() for each, make in makers.items()}))
    if name not in makers:
        raise NotFound
    return Document(_saved_as(name), makers[name]())


def note_download(actor: Actor, paper_id: int, name: str) -> None:
    """On record: who took which document of a paper, and that they have had its questions and keys before them."""
    audit.record(actor, "question_bank.paper_downloaded", f"paper:{paper_id}", document=name)
    places = (each for form in paper_row(paper_id).forms for each in form.questions)
    note_reading(actor, {each.question_id for each in places}, Door.PAPER)


def _allowed(actor: Actor, paper_id: int) -> tuple[DrawnPaper, BankView]:
    paper = paper_row(paper_id)
    bank = bank_view(matrix_view(paper.matrix_id).bank_id)
    policies.require_paper(actor, bank.organisation_path, paper.created_by)
    require_banks(actor, banks_of_paper(paper_id))
    if not paper.forms:
        raise NotFound
    return drawn_paper(paper_id), bank


def _makers(drawn: DrawnPaper, bank: BankView) -> dict[str, Maker]:
    """Every document by its name, not made yet; an answer sheet only where there is something to fill in."""
    heading, table, forms = _heading(bank, drawn.title, drawn.subject_code, drawn.minutes), drawn.table, drawn.forms
    is_final, pictures = drawn.state == PaperState.CONFIRMED, _Pictures(drawn)

    def paper_of(form: DrawnForm) -> Maker:
        return lambda: paper_file(heading, table, form, pictures.files, is_final=is_final)

    makers = {f"{_FORM}{form.code}.docx": paper_of(form) for form in forms}
    makers |= {
        "keys.docx": lambda: key_file(heading, table, forms),
        "solutions.docx": lambda: solutions_file(heading, table, forms, pictures.files),
        "matrix.docx": lambda: matrix_file(heading, table),
        "specification.docx": lambda: specification_file(heading, with_topic_outcomes(table, drawn.subject_code)),
    }
    if has_sheet(table, forms):
        makers["answer-sheet.docx"] = lambda: sheet_file(heading, table, forms)
        makers["answer-sheet.pdf"] = lambda: sheet_pdf(heading, table, forms)
    return makers


class _Pictures:
    """The pictures of a paper, read once and only when a document shows them."""

    def __init__(self, drawn: DrawnPaper) -> None:
        self._drawn = drawn

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        return media_files(_picture_names(self._drawn))


def _picture_names(drawn: DrawnPaper) -> set[str]:
    return {name for form in drawn.forms for each in form.questions for name in pictures_in(KINDS[each.kind], each.content)}


def _weigh(drawn: DrawnPaper) -> None:
    if sum(sizes_of(_picture_names(drawn)).values()) * len(drawn.forms) > MOST_BYTES:
        raise Invalid(say("Đề có nhiều hình lớn, tệp nén sẽ hơn %(n)d MB. Hãy tải từng mã đề.", n=MOST_BYTES // 1_000_000))


def _saved_as(name: str) -> str:
    return _SAVED_AS.get(name) or f"de-{name.removeprefix(_FORM)}"


def _heading(bank: BankView, title: str, subject_code: str | None, minutes: int) -> Heading:
    """The head of every document: the bank's owner, and above it the organisation that it belongs to."""
    parent_id = accounts.organisation(bank.organisation_id).parent_id
    above = accounts.organisation(parent_id).name.replace(_LONG, _SHORT) if parent_id else ""
    subject = curriculum.subject(subject_code) if subject_code else None
    return Heading(above, bank.organisation_name.replace(_LONG, _SHORT), title, subject.name if subject else "", minutes)
