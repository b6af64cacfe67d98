"""What earns points in an item of QTI 2 or 3: right responses, mappings, and the forms of response processing that tools write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from question_bank.formats.xml import Element
from question_bank.kinds import written_number

_MOST = Decimal(10_000)
_READS = ("variable", "mapResponse", "mapResponsePoint", "correct")
_TESTS = {"match": "strict", "stringMatch": "text", "equal": "number", "equalRounded": "number", "patternMatch": "pattern"}
OTHERWISE, ANYTHING = "otherwise", "anything"
"""What an arm tests that takes all the rest, and one that takes whatever is given."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a condition on a response: how it compares ("text", "strict", "part", "number", "pattern"), with what, what it is worth."""

    test: str
    value: str
    score: Decimal | None
    tolerance: str = "0"
    feedback: str = ""


@dataclass(slots=True)
class Scoring:
    """All that an item says of the worth of one response."""

    ident: str
    cardinality: str = "single"
    base: str = ""
    correct: list[str] = field(default_factory=list)
    mapping: dict[str, Decimal] = field(default_factory=dict)
    is_mapped: bool = False
    is_strict: bool = False
    otherwise: Decimal = Decimal(0)
    areas: list[tuple[str, str, Decimal]] = field(default_factory=list)
    arms: list[Arm] = field(default_factory=list)
    table: dict[str, str] = field(default_factory=dict)
    weights: list[Decimal] = field(default_factory=list)
    """Of the scores that the response goes into, the innermost first."""
    is_by_place: bool = False

    @property
    def weight(self) -> Decimal:
        """Among the responses beside it."""
        return self.weights[0] if self.weights else Decimal(1)

    @property
    def outer_weight(self) -> Decimal:
        """Of the part that it stands in."""
        return self.weights[-1] if self.weights else Decimal(1)

    def points(self, name: str) -> Decimal:
        """What giving `name` earns."""
        if self.is_mapped and self.mapping:
            return self.mapping.get(name, self.otherwise)
        told = [arm.score for arm in self.arms if arm.value == name and arm.score is not None]
        return max(told) if told else Decimal(name in self.correct)

    def right(self) -> list[str]:
        """Values that earn points, those of the right response first."""
        return list(dict.fromkeys([*self.correct, *(name for name, points in self.mapping.items() if points > 0)]))


def scorings(item: Element) -> dict[str, Scoring]:
    """The worth of every response by its identifier."""
    processing = item.find("responseProcessing")
    found = {each.get("identifier", ""): _declared(each) for each in item.iterchildren("responseDeclaration")}
    template = "" if processing is None else processing.get("template", "")
    for ident, scoring in found.items():
        scoring.is_mapped = "map_response" in template or (not template and (processing is None or not len(processing)))
        if processing is not None:
            _process(scoring, processing, item, ident)
    return found


def _declared(element: Element) -> Scoring:
    made = Scoring(element.get("identifier", ""), element.get("cardinality", "single"), element.get("baseType", ""))
    made.correct = [_words(each) for each in element.iterfind("correctResponse/value")]
    for mapping in element.iterchildren("mapping"):
        made.otherwise = number(mapping.get("defaultValue", "0"))
        entries = list(mapping.iterchildren("mapEntry"))
        made.mapping = {each.get("mapKey", ""): number(each.get("mappedValue", "0")) for each in entries}
        made.is_strict = bool(entries) and all(each.get("caseSensitive", "false") == "true" for each in entries)
    for each in element.iterfind("areaMapping/areaMapEntry"):
        made.areas.append((each.get("shape", ""), each.get("coords", ""), number(each.get("mappedValue", "0"))))
    return made


def _process(scoring: Scoring, processing: Element, item: Element, ident: str) -> None:
    reached = {ident}
    for rule in processing:
        if _read_by(rule) & reached:
            reached |= {each.get("identifier", "") for each in rule.iter("setOutcomeValue", "lookupOutcomeValue")}
            _take_rule(scoring, rule, item, ident)
    for product in processing.iter("product"):
        values = [each for each in product.iterchildren("baseValue")]
        if values and _read_by(product) & (reached - {ident}):
            scoring.weights.append(number(_words(values[0])) or Decimal(1))


def _take_rule(scoring: Scoring, rule: Element, item: Element, ident: str) -> None:
    if any(each.get("identifier") == ident for each in rule.iter("mapResponse", "mapResponsePoint")):
        scoring.is_mapped = True
    if any(each.get("identifier") == ident for index in rule.iter("index") for each in index.iter("variable")):
        scoring.is_by_place = True
    elif rule.tag == "responseCondition" and ident in _read_by(rule):
        scoring.arms += _arms(rule, ident)
    for lookup in [rule] if rule.tag == "lookupOutcomeValue" else rule.iter("lookupOutcomeValue"):
        scoring.table |= _table(item, lookup.get("identifier", ""))


def _read_by(element: Element) -> set[str]:
    return {each.get("identifier", "") for each in element.iter(*_READS)}


def _table(item: Element, outcome: str) -> dict[str, str]:
    entries = [
        each for one in item.iterchildren("outcomeDeclaration") if one.get("identifier") == outcome for each in one.iter("matchTableEntry")
    ]
    return {each.get("sourceValue", ""): each.get("targetValue", "0") for each in entries if each.get("sourceValue", "").isdigit()}


def _arms(condition: Element, ident: str) -> Iterator[Arm]:
    """Arms that compare the response with a value of their own."""
    for arm in condition.iterchildren("responseIf", "responseElseIf", "responseElse"):
        score, feedback = _outcome(arm, "SCORE"), _outcome(arm, "FEEDBACK")
        worth = None if score is None else number(score)
        if arm.tag == "responseElse":
            yield Arm(OTHERWISE, "", worth, feedback=feedback or "")
            continue
        if _is_any(arm, ident):
            yield Arm(ANYTHING, "", worth, feedback=feedback or "")
        for test in _tests(arm):
            value = _compared(test)
            if value is not None and ident in _read_by(test):
                yield Arm(_test_of(test), value, worth, (test.get("tolerance") or "0").split()[0], feedback or "")


def _compared(test: Element) -> str | None:
    """What a test compares the response with; None where that is not a constant."""
    if test.tag == "patternMatch":
        return test.get("pattern")
    value = test.find("baseValue")
    return None if value is None else _words(value)


def _is_any(arm: Element, ident: str) -> bool:
    """Whether an arm takes whatever is given."""
    first = next(iter(arm), None)
    return first is not None and first.tag == "not" and first.find("isNull") is not None and ident in _read_by(first)


def _tests(arm: Element) -> Iterator[Element]:
    """The comparisons that an arm is about; those that must hold together are beyond what a list of accepted answers says."""
    first = next(iter(arm), None)
    tests = [] if first is None else list(first) if first.tag in ("or", "anyN") else [first]
    return (test for test in tests if test.tag in _TESTS)


def _test_of(test: Element) -> str:
    if test.tag != "stringMatch":
        return _TESTS[str(test.tag)]
    if test.get("substring") == "true":
        return "part"
    return "strict" if test.get("caseSensitive", "true") == "true" else "text"


def _outcome(arm: Element, start: str) -> str | None:
    """The plain value that an arm gives an outcome of this name."""
    for each in arm.iterchildren("setOutcomeValue"):
        value = each.find("baseValue")
        if each.get("identifier", "").startswith(start) and value is not None:
            return _words(value)
    return None


def number(text: str) -> Decimal:
    """A number of the file, held to what sums can bear; 0 for none."""
    read = written_number.parse(text.strip())
    return Decimal(0) if read is None else max(-_MOST, min(_MOST, read))


def _words(element: Element) -> str:
    return (element.text or "").strip()
