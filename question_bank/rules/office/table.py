"""The rules there are, by program. Read late and one by one: only who meets a file pays for the library behind its rules."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from question_bank.rules.office.contract import Rule

_PLACES: Mapping[str, str] = MappingProxyType({app: f"question_bank.rules.office.{app}" for app in ("docx", "xlsx", "pptx")})


def office_rules(app: str) -> Mapping[str, Rule]:
    """The rules of docx, xlsx or pptx by code; none for any other name."""
    rules: Mapping[str, Rule] = import_module(_PLACES[app]).RULES if app in _PLACES else {}
    return rules
