"""Word's equations (OMML, ECMA-376 part 1, chapter 22) as LaTeX that core.maths can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from question_bank.formats.word import maths_signs as signs
from question_bank.formats.xml import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SILENT = frozenset({"ctrlPr", "argPr"})
_WITH_LIMITS = (r"\lim", r"\max", r"\min", r"\sup", r"\inf")


class Converter:
    """One equation's way to LaTeX; `unknown` gathers the names of what it has no words for (their text is kept)."""

    def __init__(self) -> None:
        self.unknown: dict[str, None] = {}

    def latex(self, element: Element) -> str:
        """LaTeX of an oMath (or anything that holds equation parts)."""
        return " ".join(self._row(element).split())

    def _row(self, element: Element | None) -> str:
        if element is None:
            return ""
        return "".join(self._one(child) for child in element)

    def _one(self, element: Element) -> str:
        namespace, _, name = str(element.tag).rpartition("}")
        if f"{namespace}}}" != M:
            return self._foreign(element, name)
        if name in _SILENT or name.endswith("Pr"):
            return ""
        maker = _MAKERS.get(name)
        if maker is None:
            self.unknown[name] = None
            return self._row(element)
        return maker(self, element)

    def _foreign(self, element: Element, name: str) -> str:
        """Word's own wrappers inside an equation: what was deleted stays out, what was inserted or marked is read."""
        return self._row(element) if name in ("ins", "smartTag", "sdt", "sdtContent", "hyperlink", "moveTo") else ""

    def part(self, element: Element, name: str) -> str:
        """LaTeX of the named child; "" when it has none."""
        return self._row(element.find(M + name)).strip()

    def run(self, element: Element) -> str:
        """An m:r: its text, upright words as \\text."""
        text = "".join(child.text or "" for child in element if child.tag in (M + "t", W + "t"))
        normal = element.find(f"{M}rPr/{M}nor")
        if normal is not None and _is_on(normal):
            return signs.words(text)
        script = _value(element, "rPr", "scr")
        made = signs.sign_text(text)
        command = {"double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak"}.get(script)
        return f"\\{command}{{{made.strip()}}}" if command and made.strip() else made


def _is_on(element: Element) -> bool:
    return element.get(M + "val", "1") not in ("0", "off", "false")


def _value(element: Element, properties: str, name: str, otherwise: str = "") -> str:
    found = element.find(f"{M}{properties}/{M}{name}")
    return otherwise if found is None else found.get(M + "val", "")


def _flag(element: Element, properties: str, name: str) -> bool:
    found = element.find(f"{M}{properties}/{M}{name}")
    return found is not None and _is_on(found)


def _fraction(to: Converter, element: Element) -> str:
    top, bottom = to.part(element, "num"), to.part(element, "den")
    form = _value(element, "fPr", "type")
    if form in ("lin", "skw"):
        return f"{_grouped(top)}/{_grouped(bottom)}"
    if form == "noBar":
        return f"\\begin{{matrix}}{top}\\\\{bottom}\\end{{matrix}}"
    return f"\\frac{{{top}}}{{{bottom}}}"


def _grouped(latex: str) -> str:
    return latex if len(latex) == 1 else f"{{{latex}}}"


def _base(to: Converter, element: Element) -> str:
    """What scripts hang on: a single sign, a command alone or a number as it is, else a group."""
    base = to.part(element, "e")
    return base if len(base) == 1 or base.isdigit() or base.startswith("\\left") else f"{{{base}}}"


def _superscript(to: Converter, element: Element) -> str:
    raised = to.part(element, "sup")
    if raised and not raised.strip("'"):
        return f"{_base(to, element)}{raised}"
    return f"{_base(to, element)}^{{{raised}}}"


def _subscript(to: Converter, element: Element) -> str:
    # LibreOffice writes "lim sub x" so; its limit stands below all the same.
    base = to.part(element, "e")
    return f"{base if base in _WITH_LIMITS else _base(to, element)}_{{{to.part(element, 'sub')}}}"


def _both_scripts(to: Converter, element: Element) -> str:
    return f"{_base(to, element)}_{{{to.part(element, 'sub')}}}^{{{to.part(element, 'sup')}}}"


def _scripts_before(to: Converter, element: Element) -> str:
    return f"{{}}_{{{to.part(element, 'sub')}}}^{{{to.part(element, 'sup')}}}{to.part(element, 'e')}"


def _radical(to: Converter, element: Element) -> str:
    degree = "" if _flag(element, "radPr", "degHide") else to.part(element, "deg")
    index = f"[{degree}]" if degree else ""
    return f"\\sqrt{index}{{{to.part(element, 'e')}}}"


def _nary(to: Converter, element: Element) -> str:
    sign = _value(element, "naryPr", "chr", "∫")
    command = signs.NARY.get(sign) or signs.sign_text(sign).strip()
    below, above = to.part(element, "sub"), to.part(element, "sup")
    limits = f"_{{{below}}}" if below and not _flag(element, "naryPr", "subHide") else ""
    limits += f"^{{{above}}}" if above and not _flag(element, "naryPr", "supHide") else ""
    return f"{command}{limits} {to.part(element, 'e')} "


def _delimiters(to: Converter, element: Element) -> str:
    begin = _value(element, "dPr", "begChr", "(")
    end = _value(element, "dPr", "endChr", ")")
    between = signs.sign_text(_value(element, "dPr", "sepChr", "|"))
    parts = [to._row(each).strip() for each in element.iterchildren(M + "e")]
    inside = between.join(parts)
    if begin == "{" and not end and len(parts) == 1 and inside.startswith(r"\begin{array}{l}") and inside.endswith(r"\end{array}"):
        return inside.replace(r"\begin{array}{l}", r"\begin{cases}", 1).removesuffix(r"\end{array}") + r"\end{cases}"
    return f"\\left{signs.fence(begin)} {inside}\\right{signs.fence(end)} "


def _matrix(to: Converter, element: Element) -> str:
    rows = [[to._row(cell).strip() for cell in row.iterchildren(M + "e")] for row in element.iterchildren(M + "mr")]
    lines = "\\\\".join("&".join(row) for row in rows)
    return f"\\begin{{matrix}}{lines}\\end{{matrix}}"


def _equations(to: Converter, element: Element) -> str:
    # An & in Word's own text marks where lines are to be aligned; one column needs none.
    rows = [to._row(row).replace(r"\&", "").strip() for row in element.iterchildren(M + "e")]
    lines = "\\\\".join(rows)
    return f"\\begin{{array}}{{l}}{lines}\\end{{array}}"


def _accent(to: Converter, element: Element) -> str:
    base, sign = to.part(element, "e"), _value(element, "accPr", "chr", "\u0302")
    short, wide = signs.ACCENTS.get(sign, ("", ""))
    if not short:
        to.unknown[f"acc {sign}"] = None
        return base
    return f"{short if len(base) == 1 else wide}{{{base}}}"


def _bar(to: Converter, element: Element) -> str:
    command = "overline" if _value(element, "barPr", "pos", "bot") == "top" else "underline"
    return f"\\{command}{{{to.part(element, 'e')}}}"


def _group_sign(to: Converter, element: Element) -> str:
    sign, base = _value(element, "groupChrPr", "chr", "⏟"), to.part(element, "e")
    if sign in signs.GROUP_SIGNS:
        return f"{signs.GROUP_SIGNS[sign]}{{{base}}}"
    place = "overset" if _value(element, "groupChrPr", "pos", "bot") == "top" else "underset"
    return f"\\{place}{{{signs.sign_text(sign).strip()}}}{{{base}}}"


def _function(to: Converter, element: Element) -> str:
    name = to.part(element, "fName")
    if name.isalpha() and len(name) > 1:
        name = f"\\operatorname{{{name}}}"
    return f"{name} {to.part(element, 'e')}"


def _limit_below(to: Converter, element: Element) -> str:
    base, limit = to.part(element, "e"), to.part(element, "lim")
    if base in _WITH_LIMITS or base.startswith(r"\underbrace{"):
        return f"{base}_{{{limit}}}"
    return f"\\underset{{{limit}}}{{{base}}}"


def _limit_above(to: Converter, element: Element) -> str:
    base, limit = to.part(element, "e"), to.part(element, "lim")
    return f"{base}^{{{limit}}}" if base.startswith(r"\overbrace{") else f"\\overset{{{limit}}}{{{base}}}"


def _boxed(to: Converter, element: Element) -> str:
    return f"\\boxed{{{to.part(element, 'e')}}}"


def _phantom(to: Converter, element: Element) -> str:
    shown = element.find(f"{M}phantPr/{M}show")
    inside = to.part(element, "e")
    return f"\\phantom{{{inside}}}" if shown is not None and not _is_on(shown) else inside


def _inside(to: Converter, element: Element) -> str:
    return to._row(element)


_MAKERS: Mapping[str, Callable[[Converter, Element], str]] = MappingProxyType(
    {
        "r": Converter.run, "f": _fraction, "sSup": _superscript, "sSub": _subscript, "sSubSup": _both_scripts, "sPre": _scripts_before,
        "rad": _radical, "nary": _nary, "d": _delimiters, "m": _matrix, "eqArr": _equations, "acc": _accent, "bar": _bar,
        "groupChr": _group_sign, "func": _function, "limLow": _limit_below, "limUpp": _limit_above, "borderBox": _boxed, "phant": _phantom,
        "box": _inside, "e": _inside, "oMath": _inside, "oMathPara": _inside, "fName": _inside, "num": _inside, "den": _inside,
    }
)  # fmt: skip
