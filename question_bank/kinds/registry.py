"""The kinds there are, by code. A new kind is a module beside this one and a row here."""

from collections.abc import Mapping
from types import MappingProxyType

from question_bank.kinds.cloze import Cloze
from question_bank.kinds.code import Code
from question_bank.kinds.contract import Kind
from question_bank.kinds.description import Description
from question_bank.kinds.drag_picture import DragPicture
from question_bank.kinds.drag_words import DragWords
from question_bank.kinds.essay import Essay
from question_bank.kinds.file_upload import FileUpload
from question_bank.kinds.hotspot import Hotspot
from question_bank.kinds.matching import Matching
from question_bank.kinds.multiple_choice import MultipleChoice
from question_bank.kinds.numerical import Numerical
from question_bank.kinds.office_practical import OfficePractical
from question_bank.kinds.parameterised import Parameterised
from question_bank.kinds.sequence import Ordering
from question_bank.kinds.short_answer import ShortAnswer
from question_bank.kinds.single_choice import SingleChoice
from question_bank.kinds.stimulus import Stimulus
from question_bank.kinds.true_false_group import TrueFalseGroup

_IN_PARTS: tuple[Kind, ...] = (
    SingleChoice(),
    MultipleChoice(),
    TrueFalseGroup(),
    ShortAnswer(),
    Numerical(),
    Matching(),
    Ordering(),
    Cloze(),
    DragWords(),
    DragPicture(),
    Hotspot(),
    Essay(),
)
"""The kinds that may also be a part of a shared stimulus."""

_ALL: tuple[Kind, ...] = (
    *_IN_PARTS,
    Stimulus(_IN_PARTS),
    Parameterised(),
    Code(),
    FileUpload(),
    OfficePractical(),
    Description(),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _ALL})


def kind_of(code: str) -> Kind:
    """The kind with this code; KeyError for a code that no kind has."""
    return KINDS[code]


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order that people choose from."""
    return _ALL
