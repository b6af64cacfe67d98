"""The door to the questions for the rooms above."""

from question_bank.events import LeakSuspected
from question_bank.forms.answer import raw_answer, read_answer
from question_bank.forms.content import content_from
from question_bank.forms.question import QuestionForm
from question_bank.kinds.contract import Answer, Evidence, Examined, FileLimits, Finding, InvalidAnswer, Kind, Mark
from question_bank.kinds.findings import pack_finding, parts_of, unpack_finding
from question_bank.kinds.handed_file import clean_name, refusal_of
from question_bank.kinds.programs import VERDICTS
from question_bank.kinds.registry import kind_of, kinds
from question_bank.kinds.true_false_group import with_score_table
from question_bank.models import Door, Question
from question_bank.operations.add_file import add_file
from question_bank.operations.add_media import add_media
from question_bank.operations.ask_for_draw import ask_for_draw
from question_bank.operations.change_bank import BankRules, change_bank
from question_bank.operations.comment_question import answer_comment, comment_question
from question_bank.operations.create_bank import NewBank, create_bank
from question_bank.operations.decide_question import approve_question, return_question
from question_bank.operations.import_file import ImportOutcome, import_file
from question_bank.operations.note_figures import NewFigure, note_figures
from question_bank.operations.note_reading import note_reading
from question_bank.operations.note_use import note_use
from question_bank.operations.retire_question import retire_question
from question_bank.operations.save_matrix import MatrixDraft, NewMatrix, RowDraft, save_matrix, start_matrix
from question_bank.operations.submit_questions import submit_questions
from question_bank.operations.suspect_leak import suspect_leak
from question_bank.operations.try_program import try_program
from question_bank.queries.banks import BankView, bank, banks_by_ids, banks_in
from question_bank.queries.files import StartFile, start_file
from question_bank.queries.matrices import (
    DrawnForm,
    DrawnPaper,
    DrawnQuestion,
    PaperOutline,
    confirmed_papers,
    drawn_paper,
    matrix_view,
    outline_of,
    paper_outline,
)
from question_bank.queries.media import media_bytes
from question_bank.queries.pools import (
    Offered,
    PoolRule,
    QuestionView,
    RevisionView,
    Stock,
    counts_available,
    counts_by_topic,
    offered,
    pool,
    question_views,
    ready_counts,
    revisions,
    stocks,
)
from question_bank.queries.questions import Suspected, question_by_ref, question_ids_of, revision_ids_of, suspected
from question_bank.rules.content import safe_html
from question_bank.rules.matrix.plan import Asked
from question_bank.rules.matrix.table import PartColumn
from question_bank.rules.review import Review, review_of
from question_bank.uses import Use, add_source

__all__ = [
    "VERDICTS",
    "Answer",
    "Asked",
    "BankRules",
    "BankView",
    "Door",
    "DrawnForm",
    "DrawnPaper",
    "DrawnQuestion",
    "Evidence",
    "Examined",
    "FileLimits",
    "Finding",
    "ImportOutcome",
    "InvalidAnswer",
    "Kind",
    "LeakSuspected",
    "Mark",
    "MatrixDraft",
    "NewBank",
    "NewFigure",
    "NewMatrix",
    "Offered",
    "PaperOutline",
    "PartColumn",
    "PoolRule",
    "Question",
    "QuestionForm",
    "QuestionView",
    "Review",
    "RevisionView",
    "RowDraft",
    "StartFile",
    "Stock",
    "Suspected",
    "Use",
    "add_file",
    "add_media",
    "add_source",
    "answer_comment",
    "approve_question",
    "ask_for_draw",
    "bank",
    "banks_by_ids",
    "banks_in",
    "change_bank",
    "clean_name",
    "comment_question",
    "confirmed_papers",
    "content_from",
    "counts_available",
    "counts_by_topic",
    "create_bank",
    "drawn_paper",
    "import_file",
    "kind_of",
    "kinds",
    "matrix_view",
    "media_bytes",
    "note_figures",
    "note_reading",
    "note_use",
    "offered",
    "outline_of",
    "pack_finding",
    "paper_outline",
    "parts_of",
    "pool",
    "question_by_ref",
    "question_ids_of",
    "question_views",
    "raw_answer",
    "read_answer",
    "ready_counts",
    "refusal_of",
    "retire_question",
    "return_question",
    "review_of",
    "revision_ids_of",
    "revisions",
    "safe_html",
    "save_matrix",
    "start_file",
    "start_matrix",
    "stocks",
    "submit_questions",
    "suspect_leak",
    "suspected",
    "try_program",
    "unpack_finding",
    "with_score_table",
]
