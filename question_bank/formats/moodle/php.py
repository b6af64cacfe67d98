"""Our expressions as Moodle computes them: in PHP's spelling, variables in braces."""

from __future__ import annotations

import ast

from question_bank.kinds.expression import Expression

_NAMES = {"pi": "pi()", "e": "exp(1)"}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_SAME = frozenset("abs sqrt exp floor ceil sin cos tan asin acos atan pow round".split())
_RENAMED = {"ln": "log", "log10": "log10", "rad": "deg2rad", "deg": "rad2deg"}


class BeyondMoodle(Exception):
    """What Moodle does not compute, or not so."""


def spelled(expression: Expression) -> str:
    """The expression for Moodle; BeyondMoodle where it has no such function."""
    return _node(expression.tree)


def _node(node: ast.expr) -> str:
    match node:
        case ast.Constant():
            return repr(node.value)
        case ast.Name():
            return _NAMES.get(node.id, f"{{{node.id}}}")
        case ast.UnaryOp(op=ast.USub()):
            return f"-{_inner(node.operand)}"
        case ast.UnaryOp(op=ast.UAdd()):
            return _node(node.operand)
        case ast.BinOp():
            return _sum(node.op, _inner(node.left), _inner(node.right))
        case ast.Call(func=ast.Name(id=name)):
            return _call(name, [_node(each) for each in node.args], [_inner(each) for each in node.args])
    raise BeyondMoodle


def _inner(node: ast.expr) -> str:
    """In brackets where it has several terms."""
    made = _node(node)
    is_called = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.FloorDiv)
    return f"({made})" if isinstance(node, ast.BinOp | ast.UnaryOp) and not is_called else made


def _sum(sign: ast.operator, left: str, right: str) -> str:
    match sign:
        case ast.Pow():
            return f"pow({left}, {right})"
        case ast.FloorDiv():
            return f"floor({left} / {right})"
        case ast.Mod():
            return f"{left} - {right} * floor({left} / {right})"
    return f"{left} {_SIGNS[type(sign)]} {right}"


def _call(name: str, given: list[str], inner: list[str]) -> str:
    if name in _SAME or (name in ("min", "max") and len(given) > 1):
        return f"{name}({', '.join(given)})"
    if name in _RENAMED:
        return f"{_RENAMED[name]}({given[0]})"
    if name == "log":
        return f"log10({given[0]})" if len(given) == 1 else f"(log({given[0]}) / log({given[1]}))"
    if name == "mod":
        return f"({_sum(ast.Mod(), *inner)})"
    raise BeyondMoodle
