"""Every convention of teachers' Word files, read as it is meant; as many items as heads of questions."""

from __future__ import annotations

from typing import Any

import pytest

from question_bank.formats import docx
from question_bank.formats.contract import ImportedItem
from question_bank.kinds.registry import kind_of

from . import conventions, offices
from .conventions import Expected

FILES = conventions.FILES | offices.FILES


def said(item: ImportedItem) -> Expected:
    content: Any = item.content
    key = "" if content is None or item.kind is None or kind_of(item.kind).check(content) else kind_of(item.kind).key(content)
    return item.kind or "", key, item.state


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_it_is_meant(name: str) -> None:
    data, expected = FILES[name]
    found = docx.read(data)
    assert [said(item) for item in found.items] == expected, [[str(reason) for reason in item.reasons] for item in found.items]
    assert found.markers == sum(item.questions for item in found.items)
    assert all((item.state == "kept") == (not item.reasons) for item in found.items)
