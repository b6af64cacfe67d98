"""Tables of the exams room, gathered so that `from exams.models import Exam` is all that others in the room write."""

from exams.models.exam import Candidate, Exam, ExamState, PaperRule, Part
from exams.models.handed_file import HandedFile
from exams.models.marking import AnswerMark, MarkState, PartScore, Score
from exams.models.paper import Form, FormKey, FormQuestion
from exams.models.sitting import EndReason, Incident, JournalBatch, Notice, Sitting, SittingState
from exams.models.statistics import ItemStatistic, Statistic
from exams.rules.timing import Arrival

__all__ = [
    "AnswerMark",
    "Arrival",
    "Candidate",
    "EndReason",
    "Exam",
    "ExamState",
    "Form",
    "FormKey",
    "FormQuestion",
    "HandedFile",
    "Incident",
    "ItemStatistic",
    "JournalBatch",
    "MarkState",
    "Notice",
    "PaperRule",
    "Part",
    "PartScore",
    "Score",
    "Sitting",
    "SittingState",
    "Statistic",
]
