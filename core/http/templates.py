"""What a page asks of its template engine hundreds of times, made cheap: calls of macros, functions and methods, and addresses."""

from __future__ import annotations

from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from flask import Flask, current_app
from flask.globals import request_ctx
from jinja2.runtime import Context, Macro
from werkzeug.routing import Rule

_KEY = "khoabang-plain-rules"
_PLAIN = frozenset({FunctionType, BuiltinFunctionType, MethodType, type(lru_cache(repr))})


class QuickContext(Context):
    """Calls macros, functions and methods straight; asks of anything else what Jinja asks of everything it calls."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a template's `called(…)` means; `_loop_vars` and `_block_vars` are Jinja's own, for functions that take a context."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


def init_app(app: Flask) -> None:
    """Before the first template is loaded."""
    app.jinja_env.context_class = QuickContext
    app.jinja_env.globals["url_for"] = quick_url_for


def quick_url_for(endpoint: str, /, **values: Any) -> str:
    """`url_for`, at a third of its cost where the values are exactly the gaps of the endpoint's one rule."""
    try:
        here = request_ctx._get_current_object()  # type: ignore[attr-defined]
    except RuntimeError:
        return current_app.url_for(endpoint, **values)
    rule = (here.app.extensions.get(_KEY) or _plain_rules(here.app)).get(endpoint)
    if rule is not None and values.keys() == rule.arguments and None not in values.values():
        built = rule.build(values, append_unknown=False)
        if built is not None:
            return str(here.url_adapter.script_name[:-1] + built[1])
    return str(here.app.url_for(endpoint, **values))


def _plain_rules(app: Flask) -> dict[str, Rule]:
    """The rule of every endpoint that has one only; gathered at the first page, when every room has moved in."""
    rules: dict[str, list[Rule]] = {}
    for rule in app.url_map.iter_rules():
        rules.setdefault(rule.endpoint, []).append(rule)
    plain = {endpoint: found[0] for endpoint, found in rules.items() if len(found) == 1 and not found[0].defaults}
    app.extensions[_KEY] = plain
    return plain
