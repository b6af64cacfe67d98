"""Every table of the room; `from question_bank.models import X` is how the room reads them."""

from __future__ import annotations

from question_bank.models.bank import Bank as Bank
from question_bank.models.exports import ExportLoss as ExportLoss
from question_bank.models.exports import ExportRun as ExportRun
from question_bank.models.exports import ExportState as ExportState
from question_bank.models.file import BankFile as BankFile
from question_bank.models.finding import INDEX_VERSION as INDEX_VERSION
from question_bank.models.finding import Band as Band
from question_bank.models.finding import BulkRun as BulkRun
from question_bank.models.finding import Entry as Entry
from question_bank.models.finding import Figure as Figure
from question_bank.models.finding import Print as Print
from question_bank.models.finding import SavedFilter as SavedFilter
from question_bank.models.finding import Twin as Twin
from question_bank.models.finding import TwinSearch as TwinSearch
from question_bank.models.imports import ImportItem as ImportItem
from question_bank.models.imports import ImportRun as ImportRun
from question_bank.models.imports import RunState as RunState
from question_bank.models.imports import Verdict as Verdict
from question_bank.models.matrix import Enemy as Enemy
from question_bank.models.matrix import Matrix as Matrix
from question_bank.models.matrix import MatrixRow as MatrixRow
from question_bank.models.matrix import Paper as Paper
from question_bank.models.matrix import PaperForm as PaperForm
from question_bank.models.matrix import PaperQuestion as PaperQuestion
from question_bank.models.matrix import PaperState as PaperState
from question_bank.models.media import Media as Media
from question_bank.models.question import Question as Question
from question_bank.models.question import Revision as Revision
from question_bank.models.review import Comment as Comment
from question_bank.models.review import Deed as Deed
from question_bank.models.review import Door as Door
from question_bank.models.review import Reader as Reader
from question_bank.models.review import Step as Step
from question_bank.models.unfinished import Unfinished as Unfinished
from question_bank.rules.life import State as State
