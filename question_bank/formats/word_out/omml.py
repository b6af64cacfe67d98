"""MathML Core as Word's equations (OMML, ECMA-376 part 1, chapter 22). The way back of formats/word/omml.py."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType

from question_bank.formats.word_out import signs
from question_bank.formats.xml import Element

_OPEN, _CLOSED = frozenset("[({"), frozenset("])}")
_UNLIKE = ("[)", "(]", "{}")
_LONGEST_PAIR = 100


def equation(math: Element) -> str:
    """An m:oMath of a math element."""
    return f"<m:oMath>{_inside(math)}</m:oMath>"


def _inside(element: Element) -> str:
    """A row: what a schema calls inferred mrow."""
    return _row(list(element))


def _row(nodes: Sequence[Element]) -> str:
    made, at = [], 0
    while at < len(nodes):
        taken, xml = _next(nodes, at)
        made.append(xml)
        at += taken
    return "".join(made)


def _next(nodes: Sequence[Element], at: int) -> tuple[int, str]:
    """How many nodes the next piece takes, and the piece: fences, sums and functions take what follows them."""
    node = nodes[at]
    if (end := _closing(nodes, at)) is not None:
        return end - at + 1, _bracketed(node, nodes[at + 1 : end], nodes[end] if end < len(nodes) else None)
    if sign := _nary_sign(node):
        operand = _operand(nodes, at + 1)
        return 1 + len(operand), _nary(node, sign, operand)
    following = nodes[at + 1 : at + 2]
    if _is_function(node) and following and not _is_sign(following[0]):
        argument = _argument(nodes, at + 1)
        return 1 + len(argument), f"<m:func><m:fName>{_one(node)}</m:fName><m:e>{_row(argument)}</m:e></m:func>"
    if _is_empty_base(node) and following:
        scripts = "".join(_named(name, part) for name, part in zip(("sub", "sup"), list(node)[1:], strict=False))
        return 2, f"<m:sPre>{scripts}<m:e>{_one(following[0])}</m:e></m:sPre>"
    return _letters(nodes, at)


def _letters(nodes: Sequence[Element], at: int) -> tuple[int, str]:
    """Signs in a row as one run. Two letters never share one, or a reader would take "l", "n" for a name."""
    text, end = "", at
    while end < len(nodes) and (more := _run_text(nodes[end])) and not (text[-1:].isalpha() and more[0].isalpha()):
        if end > at and (_closing(nodes, end) is not None or _nary_sign(nodes[end]) or _is_function(nodes[end])):
            break
        text, end = text + more, end + 1
    return (end - at, _run(text)) if text else (1, _one(nodes[at]))


def _run_text(node: Element) -> str:
    """What a node adds to a run of signs; "" when it needs an element of its own."""
    if _tag(node) == "mrow" and len(node) == 1:
        return _run_text(node[0])
    text = _text(node) if _tag(node) in ("mi", "mn", "mo") else ""
    is_plain = len(text) == 1 or text.replace(".", "").replace(",", "").isdigit()
    return text if is_plain and not _script_of(text) and node.get("mathvariant") is None else ""


def _one(node: Element) -> str:
    made = _MAKERS.get(_tag(node))
    return made(node) if made else _inside(node)


def _leaf(node: Element) -> str:
    text = _text(node)
    if not text:
        return ""
    if letter := _script_of(text):
        return _run(*letter)
    is_name = len(text) > 1 and text.isalpha()
    return _run(text, '<m:sty m:val="p"/>' if is_name or node.get("mathvariant") == "normal" else "")


def _script_of(text: str) -> tuple[str, str] | None:
    """A letter of script, fraktur or double-struck alphabets as (letter, property); ℝ and its like are signs of their own."""
    name = unicodedata.name(text, "") if len(text) == 1 and text > "\U0001d400" else ""
    found = next((value for word, value in signs.ALPHABETS.items() if f" {word} " in name), None)
    return (unicodedata.normalize("NFKC", text), f'<m:scr m:val="{found}"/>') if found else None


def _words(node: Element) -> str:
    return _run((node.text or "").replace("\xa0", " "), "<m:nor/>") if node.text else ""


def _space(node: Element) -> str:
    width = node.get("width", "")
    return _run("\u2003" if width.endswith("em") and width[:1] in "12" else "\u2009") if width[:1].isdigit() else ""


def _run(text: str, properties: str = "") -> str:
    shown = escape(text.translate(signs.AS_WORD), quote=False)
    looks = f"<m:rPr>{properties}</m:rPr>" if properties else ""
    return f'<m:r>{looks}{signs.FONT}<m:t xml:space="preserve">{shown}</m:t></m:r>'


def _fraction(node: Element) -> str:
    top, bottom = _parts(node, 2)
    if node.get("linethickness") in ("0", "0px", "0em"):
        return _matrix_of([[top], [bottom]])
    return f"<m:f>{_named('num', top)}{_named('den', bottom)}</m:f>"


def _root(node: Element) -> str:
    base, index = _parts(node, 2)
    return f"<m:rad>{_named('deg', index)}{_named('e', base)}</m:rad>"


def _square_root(node: Element) -> str:
    return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_inside(node)}</m:e></m:rad>'


def _scripts(element: str, *names: str) -> Callable[[Element], str]:
    def made(node: Element) -> str:
        base, *scripts = _parts(node, len(names) + 1)
        if _is_limit(base) and names[0] == "sub":
            return _limit("limLow", _one(base), scripts[0])
        return f"<m:{element}>{_named('e', base)}{''.join(_script(*pair) for pair in zip(names, scripts, strict=True))}</m:{element}>"

    return made


def _script(name: str, node: Element) -> str:
    """A sign that ends a script (x → 1⁺, Ca²⁺) is marked literal: LibreOffice takes what stands behind the script for its operand."""
    before, run, last = _named(name, node).rpartition("<m:r>")
    is_sign = last.startswith(signs.FONT) and last.removesuffix(f"</m:t></m:r></m:{name}>").endswith(("+", "-", "*"))
    return f"{before}{run}{'<m:rPr><m:lit/></m:rPr>' if is_sign else ''}{last}"


def _over(node: Element) -> str:
    base, above = _parts(node, 2)
    sign = _sign_of(above)
    if sign in signs.BARS:
        return f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>{_named("e", base)}</m:bar>'
    if sign in signs.ACCENTS and _sign_of(base) not in signs.ARROWS:
        return f'<m:acc><m:accPr><m:chr m:val="{signs.ACCENTS[sign]}"/></m:accPr>{_named("e", base)}</m:acc>'
    if sign == "⏞":
        return f'<m:groupChr><m:groupChrPr><m:chr m:val="⏞"/><m:pos m:val="top"/><m:vertJc m:val="bot"/></m:groupChrPr>{_named("e", base)}</m:groupChr>'
    return _limit("limUpp", _one(base), above)


def _under(node: Element) -> str:
    base, below = _parts(node, 2)
    sign = _sign_of(below)
    if sign in signs.BARS:
        return f'<m:bar><m:barPr><m:pos m:val="bot"/></m:barPr>{_named("e", base)}</m:bar>'
    if sign == "⏟":
        return f'<m:groupChr><m:groupChrPr><m:chr m:val="⏟"/></m:groupChrPr>{_named("e", base)}</m:groupChr>'
    return _limit("limLow", _one(base), below)


def _under_over(node: Element) -> str:
    base, below, above = _parts(node, 3)
    return _limit("limUpp", _limit("limLow", _one(base), below), above)


def _limit(element: str, base: str, limit: Element) -> str:
    return f"<m:{element}><m:e>{base}</m:e>{_named('lim', limit)}</m:{element}>"


def _table(node: Element) -> str:
    return _matrix_of([list(row) for row in node])


def _matrix_of(rows: Sequence[Sequence[Element]]) -> str:
    width = max((len(row) for row in rows), default=1)
    columns = f'<m:mcs><m:mc><m:mcPr><m:count m:val="{width}"/><m:mcJc m:val="center"/></m:mcPr></m:mc></m:mcs>'
    lines = "".join(f"<m:mr>{''.join(_named('e', cell) for cell in row)}{'<m:e/>' * (width - len(row))}</m:mr>" for row in rows)
    return f"<m:m><m:mPr>{columns}</m:mPr>{lines}</m:m>"


def _equations(rows: Sequence[Element]) -> str:
    return f"<m:eqArr>{''.join(_named('e', row[0]) for row in rows)}</m:eqArr>"


def _boxed(node: Element) -> str:
    inside = _inside(node)
    return f"<m:borderBox><m:e>{inside}</m:e></m:borderBox>" if "box" in node.get("notation", "") else inside


def _phantom(node: Element) -> str:
    return f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{_inside(node)}</m:e></m:phant>'


def _closing(nodes: Sequence[Element], at: int) -> int | None:
    r"""Where the fence that opens at `at` closes (the row's end when nothing closes it, as of cases); None when none opens."""
    node = nodes[at]
    if _tag(node) != "mo":
        return None
    if node.get("fence") == "true" and node.get("form") == "prefix":
        depth = 0
        for place in range(at, len(nodes)):
            form = nodes[place].get("form") if nodes[place].get("fence") == "true" else None
            depth += (form == "prefix") - (form == "postfix")
            if depth == 0:
                return place
        return len(nodes)
    is_matrix = len(nodes) > at + 2 and _is_sign(nodes[at + 2]) and (_tag(nodes[at + 1]) == "mtable" or _is_stack(nodes[at + 1]))
    if is_matrix and _text(node) in signs.OPENING and _text(nodes[at + 2]) in signs.CLOSING:
        return at + 2
    return _paired(nodes, at)


def _paired(nodes: Sequence[Element], at: int) -> int | None:
    """Where brackets close that must be said to be a pair: unlike ones as of [0; 5), braces, those with a power as of (x – 1)².

    Word sets them well in any case; LibreOffice takes them for a mistake.
    """
    depth = 0
    for place in range(at, min(len(nodes), at + _LONGEST_PAIR)):
        sign = _bracket(nodes[place])
        depth += (sign in _OPEN) - (sign in _CLOSED)
        if depth <= 0:
            needed = _text(nodes[at]) + sign in _UNLIKE or _tag(nodes[place]) != "mo"
            return place if needed and place > at else None
    return None


def _bracket(node: Element) -> str:
    """The sign of an operator, alone or with scripts."""
    base = node[0] if _tag(node) in ("msub", "msup", "msubsup") and len(node) else node
    return _text(base) if _tag(base) == "mo" else ""


def _bracketed(begin: Element, inside: Sequence[Element], end: Element | None) -> str:
    """A fence; scripts of its last bracket are scripts of the whole."""
    if end is None or _tag(end) == "mo":
        return _fenced(begin, inside, end)
    names = signs.LIMITS[_tag(end)]
    scripts = "".join(_named(name, part) for name, part in zip(names, list(end)[1:], strict=False))
    element = "sSubSup" if len(names) == 2 else f"s{names[0].capitalize()}"
    return f"<m:{element}><m:e>{_fenced(begin, inside, end[0])}</m:e>{scripts}</m:{element}>"


def _is_stack(node: Element) -> bool:
    return _tag(node) == "mfrac" and node.get("linethickness") is not None


def _fenced(begin: Element, inside: Sequence[Element], end: Element | None) -> str:
    opening, closing = _text(begin), "" if end is None else _text(end)
    is_system = (
        opening == "{" and not closing and len(inside) == 1 and _tag(inside[0]) == "mtable" and all(len(row) == 1 for row in inside[0])
    )
    made = _equations(list(inside[0])) if is_system else _row(inside)
    signs_ = f'<m:begChr m:val="{escape(opening)}"/><m:endChr m:val="{escape(closing)}"/>'
    return f"<m:d><m:dPr>{signs_}</m:dPr><m:e>{made}</m:e></m:d>"


def _nary_sign(node: Element) -> str:
    """∑, ∫ and the like, alone or with their limits; "" for anything else."""
    base = node[0] if _tag(node) in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and len(node) else node
    text = _text(base) if _tag(base) in ("mo", "mi") else ""
    return text if text in signs.NARY else ""


def _nary(node: Element, sign: str, operand: Sequence[Element]) -> str:
    limits = dict(zip(signs.LIMITS.get(_tag(node), ()), list(node)[1:], strict=False))
    place = "subSup" if sign in signs.INTEGRALS else "undOvr"
    hidden = "".join(f'<m:{name}Hide m:val="1"/>' for name in ("sub", "sup") if name not in limits)
    shown = "".join(_named(name, limits[name]) if name in limits else f"<m:{name}/>" for name in ("sub", "sup"))
    properties = f'<m:naryPr><m:chr m:val="{sign}"/><m:limLoc m:val="{place}"/>{hidden}</m:naryPr>'
    return f"<m:nary>{properties}{shown}<m:e>{_row(operand)}</m:e></m:nary>"


def _operand(nodes: Sequence[Element], start: int) -> Sequence[Element]:
    """What is summed: up to the next relation of the row."""
    end = start
    while end < len(nodes) and not (_tag(nodes[end]) == "mo" and _text(nodes[end]) in signs.RELATIONS):
        end += 1
    return nodes[start:end]


def _argument(nodes: Sequence[Element], start: int) -> Sequence[Element]:
    """What a function is taken of: up to the next operator, space, words or function; the function of a function with its own."""
    end = start + 1
    while end < len(nodes) and _tag(nodes[end]) not in ("mo", "mspace", "mtext") and not _nary_sign(nodes[end]):
        if _is_function(nodes[end]) and not _is_function(nodes[end - 1]):
            break
        end += 1
    return nodes[start:end]


def _is_function(node: Element) -> bool:
    """sin, lim and the like, also with scripts."""
    base = node[0] if _tag(node) in ("msub", "msup", "msubsup", "munder") and len(node) else node
    base = base[0] if _tag(base) == "mrow" and len(base) == 1 else base
    return _tag(base) in ("mi", "mo") and len(_text(base)) > 1 and _text(base).isalpha()


def _is_limit(base: Element) -> bool:
    return _tag(base) == "mo" and _text(base) in signs.LIMIT_NAMES


def _is_empty_base(node: Element) -> bool:
    return _tag(node) == "msubsup" and len(node) == 3 and _tag(node[0]) == "mrow" and not len(node[0])


def _is_sign(node: Element) -> bool:
    return _tag(node) == "mo" and not _is_function(node)


def _sign_of(node: Element) -> str:
    """The one sign that a node holds, whatever wraps it."""
    while len(node) == 1:
        node = node[0]
    return _text(node) if _tag(node) in ("mo", "mi") else ""


def _named(name: str, node: Element) -> str:
    inside = _inside(node) if _tag(node) in ("mrow", "mtd") else _row([node])
    return f"<m:{name}>{inside}</m:{name}>"


def _parts(node: Element, count: int) -> list[Element]:
    """The children, empty rows where some are missing."""
    found = list(node)[:count]
    return [*found, *(node.makeelement("mrow", {}, None) for _ in range(count - len(found)))]


def _text(node: Element) -> str:
    return (node.text or "").strip()


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


_MAKERS: Mapping[str, Callable[[Element], str]] = MappingProxyType(
    {
        "mi": _leaf, "mn": _leaf, "mo": _leaf, "mtext": _words, "ms": _words, "mspace": _space, "mfrac": _fraction, "msqrt": _square_root,
        "mroot": _root, "msup": _scripts("sSup", "sup"), "msub": _scripts("sSub", "sub"), "msubsup": _scripts("sSubSup", "sub", "sup"),
        "mover": _over, "munder": _under, "munderover": _under_over, "mtable": _table, "menclose": _boxed, "mphantom": _phantom,
    }
)  # fmt: skip
