"""The types of blocks there are, in the order that people choose from. A new type is a module beside this one and a row here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lms.kinds.callout import Callout
from lms.kinds.contract import BlockType
from lms.kinds.file import File
from lms.kinds.image import Image
from lms.kinds.maths import Maths
from lms.kinds.question import Question
from lms.kinds.table import Table
from lms.kinds.text import Text
from lms.kinds.video import Video

_ALL: tuple[BlockType, ...] = (Text(), Maths(), Image(), Video(), Question(), Callout(), Table(), File())

TYPES: Mapping[str, BlockType] = MappingProxyType({each.code: each for each in _ALL})
