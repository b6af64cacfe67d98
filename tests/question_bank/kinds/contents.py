"""Contents and answers for tests: samples by hand, and Hypothesis strategies for any content of a kind."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from question_bank.kinds.drag_words import pooled
from question_bank.kinds.variants import drawn_variants

Document = dict[str, Any]

calmly = settings(deadline=None, max_examples=40)
"""Pure code has no slow call to catch, and a busy machine makes a deadline lie."""

SECRET = "BÍMẬT"
"""Stands in every field that a candidate must not see; no test text of a visible field holds it."""

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)

_words = st.text(alphabet="abcđêô 0123<>*.,-", min_size=1, max_size=8).map(lambda word: f"x{word}")


def _document(body: Document, key: Document) -> Document:
    explanation = f"<p>{SECRET}</p>"
    return {"stem": "<p>Hỏi gì?</p>", "body": body, "key": key, "explanation": explanation}


def single(right: str = "b", partial: Document | None = None, pinned: str = "") -> Document:
    options = [{"id": name, "text": f"Ý {name}", "feedback": SECRET, "pinned": name in pinned} for name in "abcd"]
    key: Document = {"right": right}
    if partial is not None:
        key["partial"] = partial
    return _document({"options": options}, key)


def multiple(weights: Document) -> Document:
    return _document({"options": [{"id": name, "text": f"Ý {name}"} for name in "abcd"]}, {"weights": weights})


def group(truths: str, table: Document | None = None) -> Document:
    names = "abcdefghij"[: len(truths)]
    key: Document = {"truths": {name: truth == "Đ" for name, truth in zip(names, truths, strict=True)}}
    if table is not None:
        key["score_table"] = table
    return _document({"statements": [{"id": name, "text": f"Ý {name}"} for name in names]}, key)


def short(accepted: list[tuple[str, str]], form: str = "text", case_sensitive: bool = False) -> Document:
    rows = [{"text": text, "fraction": share, "feedback": SECRET} for text, share in accepted]
    return _document({"format": form, "case_sensitive": case_sensitive}, {"accepted": rows})


def number(accepted: list[tuple[str, str, str]], unit: str = "") -> Document:
    rows = [{"value": value, "tolerance": tolerance, "fraction": share, "feedback": SECRET} for value, tolerance, share in accepted]
    return _document({"unit": unit} if unit else {}, {"accepted": rows})


def match(pairs: dict[str, str], table: Document | None = None) -> Document:
    body = {
        "prompts": [{"id": name, "text": f"Vế {name}"} for name in pairs],
        "choices": [{"id": f"c{n}", "text": f"Chọn {n}"} for n in range(1, len(pairs) + 2)],
    }
    key: Document = {"pairs": pairs}
    if table is not None:
        key["score_table"] = table
    return _document(body, key)


def order(count: int = 4, credit: str = "places", table: Document | None = None, right: str = "") -> Document:
    """Items i1, i2… to be put into the order of the digits in `right`, else backwards."""
    names = [f"i{digit}" for digit in right] or [f"i{n}" for n in range(count, 0, -1)]
    key: Document = {"order": names, "credit": credit}
    if table is not None:
        key["score_table"] = table
    return _document({"items": [{"id": name, "text": f"Mục {name}"} for name in sorted(names)]}, key)


TYPED_GAP: Document = {"kind": "short_answer", "body": {"format": "text", "case_sensitive": False}}
NUMBER_GAP: Document = {"kind": "numerical", "body": {}}
CHOICE_GAP: Document = {"kind": "single_choice", "body": {"options": [{"id": "a", "text": "đỏ"}, {"id": "b", "text": "xanh"}]}}
TYPED_KEY: Document = {"accepted": [{"text": "Hà Nội", "fraction": "1"}, {"text": "Thăng Long", "fraction": "0.5"}]}
NUMBER_KEY: Document = {"accepted": [{"value": "2.5", "tolerance": "0.1", "fraction": "1"}]}


def cloze(gaps: list[tuple[Document, Document]] | None = None, weights: Document | None = None) -> Document:
    """Gaps 1, 2… in a text; a typed one, a number and a choice when nothing is said."""
    wanted = gaps or [(TYPED_GAP, TYPED_KEY), (NUMBER_GAP, NUMBER_KEY), (CHOICE_GAP, {"right": "b"})]
    rows = [{"id": str(n), **gap} for n, (gap, _) in enumerate(wanted, start=1)]
    text = "<p>" + " và ".join(f"chỗ [[{row['id']}]]" for row in rows) + "</p>"
    key: Document = {"gaps": {str(n): each for n, (_, each) in enumerate(wanted, start=1)}}
    if weights is not None:
        key["weights"] = weights
    return _document({"text": text, "gaps": rows}, key)


def words(right: list[tuple[str, str]], others: list[tuple[str, str]] = [], reuse: bool = False, table: Document | None = None) -> Document:  # noqa: B006
    """Gaps 1, 2… that take the words `right`, each (text, group); `others` fit nowhere."""
    pool, chosen = pooled(right, others, reuse)
    gaps = [{"id": str(n), "group": group} for n, (_, group) in enumerate(right, start=1)]
    text = "<p>" + ", ".join(f"nghe [[{gap['id']}]]" for gap in gaps) + "</p>"
    key: Document = {"gaps": chosen}
    if table is not None:
        key["score_table"] = table
    return _document({"text": text, "gaps": gaps, "words": pool, "reuse": reuse}, key)


def essay(lines: int = 5, rubric: list[Document] | None = None) -> Document:
    return _document({"lines": lines}, {"rubric": rubric or [], "model_answer": SECRET})


def file_upload(endings: str = "pdf docx", rubric: list[Document] | None = None) -> Document:
    return _document({"endings": endings, "most_bytes": 1_000_000}, {"rubric": rubric or [], "model_answer": SECRET})


def office(rules: list[Document] | None = None, app: str = "docx", start: Document | None = None) -> Document:
    """Office work; `rules` are rows of {"rule", "where", "expected", "share"}."""
    rows = rules or [{"rule": "toc", "share": "0.25"}, {"rule": "text", "expected": SECRET, "share": "0.75"}]
    written = [{"id": f"k{n}", "where": "", "expected": "", "tolerance": "", **row} for n, row in enumerate(rows, start=1)]
    body = {"app": app, "start": start, "tasks": [{"id": "t1", "text": "Làm gì?"}], "most_bytes": 1_000_000}
    return _document(body, {"rules": written})


def parameterised(asks: str = "numerical", answer: str = "a + b", **changed: Any) -> Document:
    """A question of two variables from 2 to 9 with its variants drawn; `changed` replaces fields of the body."""
    variables = [{"name": name, "type": "range", "low": "2", "high": "9", "step": "1"} for name in "ab"]
    options = [{"id": name, "text": text, "feedback": SECRET} for name, text in zip("abc", ("{=a+b}", "{=a*b+9}", "{=a-b-9}"), strict=True)]
    body = {
        "asks": asks,
        "decimals": 2,
        "unit": "",
        "variables": variables,
        "conditions": [],
        "options": options,
        "variants": [],
        **changed,
    }
    key = {"answer": answer, "tolerance": "0", "right": "a", "seed": 1, "count": 5, "removed": [], "variants": []}
    made = {"stem": "<p>Tính {a} và {b}</p>", "body": body, "key": key, "explanation": f"<p>{SECRET}</p>"}
    body["variants"], key["variants"] = drawn_variants(made)
    return made


def program(tests: list[tuple[str, str]] | None = None, **changed: Any) -> Document:
    """A programme that squares; `tests` are (input, output) and `changed` replaces fields of the body."""
    rows = [
        {"id": f"t{n}", "input": given, "output": wanted, "share": "1"}
        for n, (given, wanted) in enumerate(tests or [("3", "9"), ("-4", "16")], start=1)
    ]
    examples = [{"id": "e1", "input": "2", "output": "4"}]
    body = {"language": "python", "starter": "", "examples": examples, "seconds": 1, "memory_mb": 128, "output_kb": 8, **changed}
    return _document(body, {"tests": rows, "solution": SECRET})


def description() -> Document:
    return _document({}, {})


PICTURE = '<img src="media:a.png" alt="Sơ đồ">'
ZONES = [
    {"id": "z1", "shape": "rect", "at": [10, 10, 40, 30]},
    {"id": "z2", "shape": "circle", "at": [150, 50, 20]},
    {"id": "z3", "shape": "polygon", "at": [0, 60, 40, 60, 40, 99]},
]
INSIDE = {"z1": [30, 25], "z2": [150, 50], "z3": [30, 70]}
"""A point in each of ZONES."""


def hotspot(zones: int = 3, points: int | None = None, table: Document | None = None, places: bool = False) -> Document:
    body: Document = {"picture": PICTURE, "width": 200, "height": 100, "points": points or zones}
    if places:
        spots = [*INSIDE.values(), [190, 95]]
        body["places"] = [{"id": f"n{n}", "text": f"Chỗ {n}", "at": at} for n, at in enumerate(spots, start=1)]
    key: Document = {"zones": ZONES[:zones]}
    if table is not None:
        key["score_table"] = table
    return _document(body, key)


def drag_picture(places: dict[str, str], table: Document | None = None, items: int = 3) -> Document:
    spots = [{"id": name, "text": f"Ô {name}", "at": [10 * n, 20, 30, 15]} for n, name in enumerate(places, start=1)]
    body = {"picture": PICTURE, "width": 200, "height": 100, "spots": spots}
    key: Document = {"places": places}
    if table is not None:
        key["score_table"] = table
    return _document({**body, "items": [{"id": f"i{n}", "text": f"Nhãn {n}"} for n in range(1, items + 1)]}, key)


def stimulus(parts: list[tuple[str, Document]], shares: list[str] | None = None) -> Document:
    rows: list[Document] = [{"id": f"p{n}", "kind": kind, "content": content} for n, (kind, content) in enumerate(parts, start=1)]
    for row, share in zip(rows, shares or [], strict=False):
        row["share"] = share
    return {**_document({"parts": rows}, {}), "stem": "<p>Đọc đoạn sau.</p>"}


def _shares(count: int) -> st.SearchStrategy[Document]:
    """Weights of `count` options whose positive ones make a whole."""
    names = "abcdefgh"[:count]
    return st.sets(st.sampled_from(names), min_size=1).map(
        lambda right: {name: f"{1 / len(right):.5f}" if name in right else "-0.5" for name in names}
    )


def _options(count: int) -> list[Document]:
    return [{"id": name, "text": f"Ý {name}", "feedback": SECRET, "pinned": name == "b"} for name in "abcdefgh"[:count]]


_counts = st.integers(2, 8)
_pool_words = st.sampled_from(["cây", "chim", "hoa", "đất nước"])
_numbers = st.decimals(-9999, 9999, places=3).map(str)

VALID: dict[str, st.SearchStrategy[Document]] = {
    "single_choice": _counts.flatmap(
        lambda n: st.sampled_from("abcdefgh"[:n]).map(lambda right: _document({"options": _options(n)}, {"right": right}))
    ),
    "multiple_choice": _counts.flatmap(lambda n: _shares(n).map(lambda weights: _document({"options": _options(n)}, {"weights": weights}))),
    "true_false_group": st.text(alphabet="ĐS", min_size=1, max_size=10).map(group),
    "short_answer": st.one_of(
        st.integers(-999, 9999).map(lambda n: short([(str(n), "1")], "national")),
        st.tuples(_words, _words).map(lambda pair: short([(pair[0], "1"), (f"*{pair[1]}*", "0.5"), ("*", "0")])),
    ),
    "numerical": st.tuples(_numbers, _numbers).map(
        lambda pair: number([(pair[0], "0.5", "1"), (pair[1], "2", "0.25"), ("*", "0", "0")], "m")
    ),
    "matching": st.lists(st.integers(1, 5), min_size=1, max_size=4).map(
        lambda chosen: match({f"p{n}": f"c{min(c, len(chosen) + 1)}" for n, c in enumerate(chosen, 1)})
    ),
    "ordering": st.integers(2, 6).flatmap(
        lambda n: st.tuples(st.permutations("123456"[:n]), st.sampled_from(["all", "places", "neighbours"])).map(
            lambda pair: order(credit=pair[1], right="".join(pair[0]))
        )
    ),
    "cloze": st.lists(
        st.sampled_from([(TYPED_GAP, TYPED_KEY), (NUMBER_GAP, NUMBER_KEY), (CHOICE_GAP, {"right": "a"})]), min_size=1, max_size=4
    ).map(cloze),
    "drag_words": st.tuples(
        st.lists(st.tuples(_pool_words, st.sampled_from("12")), min_size=1, max_size=4),
        st.lists(st.tuples(_pool_words, st.just("1")), min_size=1, max_size=2),
        st.booleans(),
    )
    .filter(lambda drawn: len({*drawn[0], *drawn[1]}) > 1)
    .map(lambda drawn: words(*drawn)),
    "hotspot": st.tuples(st.integers(1, 3), st.booleans()).flatmap(
        lambda pair: st.integers(1, pair[0]).map(lambda points: hotspot(pair[0], points, places=pair[1]))
    ),
    "drag_picture": st.lists(st.sampled_from(["i1", "i2", "i3"]), min_size=1, max_size=4).map(
        lambda chosen: drag_picture({f"s{n}": item for n, item in enumerate(chosen, start=1)})
    ),
    "essay": st.integers(0, 200).map(essay),
    "file_upload": st.sampled_from(["pdf", "docx jpg", "zip py"]).map(file_upload),
    "office_practical": st.integers(1, 3).map(
        lambda n: office([{"rule": "toc", "share": "1" if n == 1 else "0"} for n in range(1, n + 1)])
    ),
    "parameterised": st.sampled_from(["numerical", "short_answer", "single_choice"]).map(parameterised),
    "code": st.integers(1, 3).map(lambda n: program([(str(each), str(each * each)) for each in range(n)])),
    "description": st.just(description()),
}
VALID["stimulus"] = st.lists(
    st.sampled_from(["single_choice", "true_false_group", "numerical", "matching", "hotspot"]).flatmap(
        lambda code: VALID[code].map(lambda content: (code, content))
    ),
    min_size=1,
    max_size=3,
).map(stimulus)


def right_answer(code: str, content: Document) -> object:  # noqa: C901 (a row a kind)
    """The raw answer that the key calls right, read from the key itself."""
    key = content["key"]
    match code:
        case "single_choice":
            return key["right"]
        case "multiple_choice":
            return [name for name, weight in key["weights"].items() if float(weight) > 0]
        case "true_false_group":
            return key["truths"]
        case "short_answer":
            return key["accepted"][0]["text"]
        case "numerical":
            return key["accepted"][0]["value"]
        case "matching":
            return key["pairs"]
        case "ordering":
            return key["order"]
        case "cloze":
            return {row["id"]: right_answer(row["kind"], {"key": key["gaps"][row["id"]]}) for row in content["body"]["gaps"]}
        case "drag_words":
            return key["gaps"]
        case "hotspot":
            return [INSIDE[zone["id"]] for zone in key["zones"][: content["body"]["points"]]]
        case "drag_picture":
            return key["places"]
        case "parameterised":
            return right_answer(content["body"]["asks"], {"key": key["variants"][0]["key"]})
        case "stimulus":
            return {row["id"]: right_answer(row["kind"], row["content"]) for row in content["body"]["parts"]}
    raise KeyError(code)
