"""Expressions that a question computes with: read by Python's grammar, held to a closed list of nodes, computed in decimals. No eval.

Sizes are bounded on every side: the text and its depth when it is read, numbers and powers while it is computed.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import lru_cache

from core.words import Message, say

MAX_LENGTH = 200
MAX_DEPTH = 24
MAX_POWER = 100
MAX_FACTORIAL = 50
_HEAVY = 15
_LARGEST = 60
ARITHMETIC = Context(prec=34, Emax=_LARGEST, Emin=-_LARGEST, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Thirty-four digits, nothing beyond 10^60."""

Value = Decimal | bool
Values = Mapping[str, Decimal]


class BadExpression(ValueError):
    """An expression that cannot be read or computed; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "!="})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,15}")


def _real(function: Callable[[float], float]) -> Callable[[Decimal], Decimal]:
    """A function of floats; fifteen digits of it are true, so no more are kept."""
    return lambda x: ARITHMETIC.create_decimal(repr(float(f"{function(float(x)):.15g}")))


def _whole(x: Decimal) -> int:
    if x != x.to_integral_value() or abs(x) > 10**15:
        raise BadExpression(say("Hàm này chỉ nhận số nguyên."))
    return int(x)


def _natural(x: Decimal) -> int:
    whole = _whole(x)
    if not 0 <= whole <= MAX_FACTORIAL:
        raise BadExpression(say("Hàm này chỉ nhận số nguyên từ 0 đến %(n)d.", n=MAX_FACTORIAL))
    return whole


def _of_naturals(function: Callable[..., int]) -> Callable[..., Decimal]:
    return lambda *given: Decimal(function(*map(_natural, given)))


def _of_wholes(function: Callable[..., int]) -> Callable[..., Decimal]:
    return lambda *given: Decimal(function(*map(_whole, given)))


def _round(x: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    places = _whole(digits)
    if not 0 <= places <= 15:
        raise BadExpression(say("Chỉ làm tròn đến 15 chữ số thập phân."))
    return x.quantize(Decimal(1).scaleb(-places), context=ARITHMETIC)


def _mod(x: Decimal, y: Decimal) -> Decimal:
    """The remainder with the sign of the divisor, as in mathematics and in Python."""
    rest = ARITHMETIC.remainder(x, y)
    return rest + y if rest and (rest < 0) != (y < 0) else rest


def _power(x: Decimal, y: Decimal) -> Decimal:
    if abs(y) > MAX_POWER:
        raise BadExpression(say("Số mũ chỉ từ -%(n)d đến %(n)d.", n=MAX_POWER))
    if not x and not y:
        return Decimal(1)
    return ARITHMETIC.power(x, y)


def _log(x: Decimal, base: Decimal = Decimal(10)) -> Decimal:
    return ARITHMETIC.log10(x) if base == 10 else ARITHMETIC.divide(ARITHMETIC.ln(x), ARITHMETIC.ln(base))


FUNCTIONS: Mapping[str, tuple[Callable[..., Decimal], int, int]] = {
    "abs": (lambda x: abs(x), 1, 1),
    "min": (min, 1, 20),
    "max": (max, 1, 20),
    "round": (_round, 1, 2),
    "floor": (lambda x: x.to_integral_value(ROUND_FLOOR), 1, 1),
    "ceil": (lambda x: x.to_integral_value(ROUND_CEILING), 1, 1),
    "mod": (_mod, 2, 2),
    "sqrt": (ARITHMETIC.sqrt, 1, 1),
    "pow": (_power, 2, 2),
    "exp": (lambda x: _power(ARITHMETIC.exp(Decimal(1)), x), 1, 1),
    "ln": (ARITHMETIC.ln, 1, 1),
    "log": (_log, 1, 2),
    "log10": (_log, 1, 1),
    "sin": (_real(math.sin), 1, 1),
    "cos": (_real(math.cos), 1, 1),
    "tan": (_real(math.tan), 1, 1),
    "asin": (_real(math.asin), 1, 1),
    "acos": (_real(math.acos), 1, 1),
    "atan": (_real(math.atan), 1, 1),
    "rad": (_real(math.radians), 1, 1),
    "deg": (_real(math.degrees), 1, 1),
    "gcd": (_of_wholes(math.gcd), 2, 20),
    "lcm": (_of_naturals(math.lcm), 2, 2),
    "fact": (_of_naturals(math.factorial), 1, 1),
    "comb": (_of_naturals(math.comb), 2, 2),
    "perm": (_of_naturals(math.perm), 2, 2),
}
"""Name -> (function, fewest arguments, most). Angles are radians; `log` is of base 10 unless told."""
CONSTANTS: Values = {"pi": Decimal("3.141592653589793238462643383279503"), "e": Decimal("2.718281828459045235360287471352662")}

_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: ARITHMETIC.add,
    ast.Sub: ARITHMETIC.subtract,
    ast.Mult: ARITHMETIC.multiply,
    ast.Div: ARITHMETIC.divide,
    ast.Mod: _mod,
    ast.FloorDiv: lambda x, y: ARITHMETIC.divide(x, y).to_integral_value(ROUND_FLOOR),
    ast.Pow: _power,
}
_COMPARED: dict[type[ast.cmpop], Callable[[Decimal, Decimal], bool]] = {
    ast.Eq: lambda x, y: x == y,
    ast.NotEq: lambda x, y: x != y,
    ast.Lt: lambda x, y: x < y,
    ast.LtE: lambda x, y: x <= y,
    ast.Gt: lambda x, y: x > y,
    ast.GtE: lambda x, y: x >= y,
}


def is_name(text: str) -> bool:
    """Whether a variable may be called so: a letter first, and no function's or constant's name."""
    return _NAME.fullmatch(text) is not None and text not in FUNCTIONS and text not in CONSTANTS and text not in ("and", "or", "not")


@dataclass(frozen=True)
class Expression:
    """One expression that was read. `names` are the variables that it asks for; `tree` holds none but the nodes on the list."""

    text: str
    names: frozenset[str]
    tree: ast.expr

    @property
    def weight(self) -> int:
        """How much there is to compute: one for each step, more for those that take longer."""
        return sum(_HEAVY if _is_heavy(node) else 1 for node in ast.walk(self.tree) if isinstance(node, ast.expr))

    def number(self, values: Values) -> Decimal:
        """What it comes to; BadExpression where it comes to nothing, or to true or false."""
        found = self._value(values)
        if isinstance(found, bool):
            raise BadExpression(say("Biểu thức “%(text)s” phải cho ra một số.", text=self.text))
        return found

    def holds(self, values: Values) -> bool:
        """Whether the condition is true; BadExpression when it is none."""
        found = self._value(values)
        if not isinstance(found, bool):
            raise BadExpression(say("“%(text)s” phải là một điều kiện, ví dụ a != b.", text=self.text))
        return found

    def _value(self, values: Values) -> Value:
        try:
            found = _compute(self.tree, values)
            if not isinstance(found, bool) and not found.is_finite():
                raise ArithmeticError("no finite number")
            return found
        except DivisionByZero as error:
            raise BadExpression(say("Biểu thức “%(text)s” chia cho 0.", text=self.text)) from error
        except (ArithmeticError, ValueError, TypeError) as error:
            if isinstance(error, BadExpression):
                raise
            raise BadExpression(say("Không tính được “%(text)s” với các giá trị này.", text=self.text)) from error


def _is_heavy(node: ast.expr) -> bool:
    """A logarithm, or a power that is no constant whole one."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("ln", "log", "log10", "exp", "pow")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return not (isinstance(node.right, ast.Constant) and isinstance(node.right.value, int))
    return False


@lru_cache(maxsize=1024)
def read(text: str) -> Expression:
    """The expression that `text` says; BadExpression when it says none that is allowed."""
    text = text.strip()
    if not text:
        raise BadExpression(say("Biểu thức còn trống."))
    if len(text) > MAX_LENGTH:
        raise BadExpression(say("Biểu thức dài quá %(n)d ký tự.", n=MAX_LENGTH))
    try:
        tree = ast.parse(text.translate(_SIGNS).replace("^", "**"), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise BadExpression(say("Không đọc được biểu thức “%(text)s”.", text=text)) from error
    names: set[str] = set()
    _admit(tree, names, MAX_DEPTH)
    return Expression(text, frozenset(names), tree)


def _admit(node: ast.expr, names: set[str], depth: int) -> None:
    """Refuse whatever is not on the list, before anything is computed."""
    if depth == 0:
        raise BadExpression(say("Biểu thức lồng nhau quá nhiều lớp."))
    if isinstance(node, ast.Name):
        if node.id not in CONSTANTS:
            names.add(node.id)
    elif isinstance(node, ast.Constant):
        _literal(node)
    elif isinstance(node, ast.Call):
        _admit_call(node)
    for child in _operands(node):
        _admit(child, names, depth - 1)


def _admit_call(node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
        allowed = ", ".join(FUNCTIONS)
        raise BadExpression(say("Chỉ dùng được các hàm: %(names)s.", names=allowed))
    _, fewest, most = FUNCTIONS[node.func.id]
    if not fewest <= len(node.args) <= most:
        raise BadExpression(say("Hàm %(name)s nhận từ %(least)d đến %(most)d số.", name=node.func.id, least=fewest, most=most))


def _operands(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.Name() | ast.Constant():
            return []
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Not()):
            return [node.operand]
        case ast.BinOp() if type(node.op) in _ARITHMETIC:
            return [node.left, node.right]
        case ast.BoolOp():
            return node.values
        case ast.Compare() if all(type(op) in _COMPARED for op in node.ops):
            return [node.left, *node.comparators]
        case ast.Call():
            return node.args
    raise BadExpression(say("Biểu thức chỉ gồm số (dấu chấm thập phân), biến, phép tính, so sánh và hàm."))


def _literal(node: ast.Constant) -> Decimal:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float) or abs(node.value) > 10**_LARGEST:
        raise BadExpression(say("Biểu thức chỉ gồm số (dấu chấm thập phân), biến, phép tính, so sánh và hàm."))
    return ARITHMETIC.create_decimal(repr(node.value))


def _compute(node: ast.expr, values: Values) -> Value:
    match node:
        case ast.Constant():
            return _literal(node)
        case ast.Name():
            return _named(node.id, values)
        case ast.UnaryOp(op=ast.Not()):
            return not _truth(node.operand, values)
        case ast.UnaryOp(op=ast.USub()):
            return ARITHMETIC.minus(_number(node.operand, values))
        case ast.UnaryOp():
            return _number(node.operand, values)
        case ast.BinOp():
            return _ARITHMETIC[type(node.op)](_number(node.left, values), _number(node.right, values))
        case ast.BoolOp(op=ast.And()):
            return all(_truth(each, values) for each in node.values)
        case ast.BoolOp():
            return any(_truth(each, values) for each in node.values)
        case ast.Compare():
            return _compared(node, values)
        case ast.Call(func=ast.Name(id=name)):
            return ARITHMETIC.plus(FUNCTIONS[name][0](*(_number(each, values) for each in node.args)))
    raise TypeError(type(node).__name__)


def _named(name: str, values: Values) -> Decimal:
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name not in values:
        raise BadExpression(say("Chưa có biến tên %(name)s.", name=name[:40]))
    return values[name]


def _number(node: ast.expr, values: Values) -> Decimal:
    found = _compute(node, values)
    if isinstance(found, bool):
        raise TypeError("a truth is no number")
    return found


def _truth(node: ast.expr, values: Values) -> bool:
    found = _compute(node, values)
    if not isinstance(found, bool):
        raise TypeError("a number is no truth")
    return found


def _compared(node: ast.Compare, values: Values) -> bool:
    numbers = [_number(each, values) for each in (node.left, *node.comparators)]
    return all(_COMPARED[type(op)](numbers[n], numbers[n + 1]) for n, op in enumerate(node.ops))
