"""One item of QTI on its way out: declarations, body, rules and feedback, in the names of QTI 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lxml import etree

from question_bank.formats.outgoing_text import Losses, writable
from question_bank.formats.qti.html_out import put_html
from question_bank.formats.xml import Element

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def el(tag: str, *children: Element, text: object = "", **attributes: object) -> Element:
    """An element; `class_` is the attribute class, None leaves an attribute out."""
    made = etree.Element(tag, {name.rstrip("_"): str(value) for name, value in attributes.items() if value is not None})
    made.text = writable(str(text)) or None
    made.extend(children)
    return made


def variable(name: str) -> Element:
    return el("variable", identifier=name)


def base(kind: str, value: object) -> Element:
    """A constant."""
    return el("baseValue", baseType=kind, text=str(value))


def setting(outcome: str, value: Element) -> Element:
    """A rule that gives an outcome a value."""
    return el("setOutcomeValue", value, identifier=outcome)


def plain(number: Decimal) -> str:
    """A number without an exponent."""
    return f"{number.normalize():f}"


class Sheet:
    """The item being written. A kind adds to it; `suffix` tells the names of one part from those of the others."""

    def __init__(self, told: Losses, *, is_third: bool) -> None:
        self.told = told
        self.is_third = is_third
        self.declarations: list[Element] = []
        self.outcomes: list[Element] = []
        self.rules: list[Element] = []
        self.said: list[Element] = []
        self._template: str | None = None
        self._is_plain = True

    def html(self, tag: str, raw: object, **attributes: object) -> Element:
        """An element that holds the html."""
        return put_html(el(tag, **attributes), raw, self.told)

    def stem(self, raw: object) -> Element:
        return self.html("div", raw, class_="stem")

    def response(
        self,
        ident: str,
        cardinality: str,
        kind: str,
        correct: Sequence[str],
        mapping: Mapping[str, Decimal] | None = None,
        **bounds: object,
    ) -> None:
        """Declare a response with its right values and what each value earns."""
        made = el("responseDeclaration", identifier=ident, cardinality=cardinality, baseType=kind)
        if correct:
            made.append(el("correctResponse", *(el("value", text=value) for value in correct)))
        if mapping:
            rows = [el("mapEntry", mapKey=writable(key), mappedValue=plain(value)) for key, value in mapping.items()]
            made.append(el("mapping", *rows, defaultValue="0", **bounds))
        self.declarations.append(made)

    def outcome(self, ident: str, kind: str = "float", cardinality: str = "single", table: Mapping[str, str] | None = None) -> None:
        """Declare an outcome; a number begins at 0; a table is what a count is worth."""
        made = el("outcomeDeclaration", identifier=ident, cardinality=cardinality, baseType=kind)
        if kind == "float" and cardinality == "single":
            made.append(el("defaultValue", el("value", text="0")))
        if table:
            rows = sorted(table.items(), key=lambda row: int(row[0]))
            made.append(
                el("matchTable", *(el("matchTableEntry", sourceValue=count, targetValue=worth) for count, worth in rows), defaultValue="0")
            )
        self.outcomes.append(made)

    def score(self, suffix: str, how: str, ident: str) -> None:
        """The points of a response by one of QTI's own ways: match_correct, map_response or map_response_point."""
        self._template, self._is_plain = (how, self._is_plain) if not suffix and not self.rules else (None, False)
        self.outcome(f"SCORE{suffix}")
        if how == "match_correct":
            test = el("match", variable(ident), el("correct", identifier=ident))
            self.rules.append(self.when(test, setting(f"SCORE{suffix}", base("float", 1))))
        else:
            self.rules.append(setting(f"SCORE{suffix}", _mapped(how, ident)))

    def score_count(self, suffix: str, how: str, ident: str, asked: int, table: Mapping[str, str]) -> None:
        """The points of a response whose right parts count 1 each: by a table, or each as much as the next."""
        if not table and not suffix:
            self.score(suffix, how, ident)
            return
        self.count_by(suffix, table, [setting(f"COUNT{suffix}", _mapped(how, ident))], asked)

    def count_by(self, suffix: str, table: Mapping[str, str], counting: Sequence[Element], asked: int) -> None:
        """SCORE from COUNT, which the rules in `counting` find."""
        self._is_plain = False
        self.outcome(f"COUNT{suffix}")
        self.outcome(f"SCORE{suffix}", table=table)
        self.rules += counting
        count = variable(f"COUNT{suffix}")
        if table:
            self.rules.append(el("lookupOutcomeValue", el("truncate", count), identifier=f"SCORE{suffix}"))
        else:
            self.rules.append(setting(f"SCORE{suffix}", el("divide", count, base("float", asked))))

    def add_up(self, suffix: str, weights: Sequence[tuple[str, Decimal]]) -> None:
        """SCORE as the weighted mean of other scores."""
        self._is_plain = False
        whole = sum((weight for _, weight in weights), Decimal(0))
        parts = [el("product", base("float", plain(weight)), variable(f"SCORE{name}")) for name, weight in weights]
        self.outcome(f"SCORE{suffix}")
        self.rules.append(setting(f"SCORE{suffix}", el("divide", el("sum", *parts), base("float", plain(whole)))))

    def chain(self, arms: Sequence[tuple[Element | None, Sequence[Element]]]) -> None:
        """One condition: the first arm whose test holds does what it says; a test of None takes the rest."""
        self._is_plain = False
        rows = []
        for place, (test, actions) in enumerate(arms):
            tag = "responseIf" if not place else "responseElseIf"
            rows.append(el(tag, test, *actions) if test is not None else el("responseElse", *actions))
        self.rules.append(el("responseCondition", *rows))

    def when(self, test: Element, *actions: Element) -> Element:
        """A condition of one arm."""
        return el("responseCondition", el("responseIf", test, *actions))

    def rule(self, rule: Element) -> None:
        """One more rule, which no template has."""
        self._is_plain = False
        self.rules.append(rule)

    def say_after(self, outcome: str, ident: str, raw: object) -> None:
        """Feedback shown after the attempt while `outcome` has the value `ident`."""
        self.said.append(self._worded("modalFeedback", raw, outcomeIdentifier=outcome, identifier=ident, showHide="show"))

    def block(self, tag: str, raw: object, **attributes: object) -> Element:
        """A block of the body that is shown to some or at some time."""
        return self._worded(tag, raw, **attributes)

    def _worded(self, tag: str, raw: object, **attributes: object) -> Element:
        if not self.is_third:
            return self.html(tag, raw, **attributes)
        return el(tag, self.html("contentBody", raw), **attributes)

    def item(self, body: Sequence[Element], ident: str, title: str) -> Element:
        """The whole item."""
        processing = el("responseProcessing")
        if self._template and self._is_plain:
            processing.set("template", TEMPLATES + self._template)
        else:
            processing.extend(self.rules)
        made = el("assessmentItem", identifier=ident, title=writable(title), adaptive="false", timeDependent="false", toolName="Khoa Bảng")
        made.extend([*self.declarations, *self.outcomes, el("itemBody", *body)])
        made.extend([*([processing] if self.rules else []), *self.said])
        return made


def _mapped(how: str, ident: str) -> Element:
    return el("mapResponsePoint" if how == "map_response_point" else "mapResponse", identifier=ident)
