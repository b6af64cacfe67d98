"""Forbidden arrows are seen: each contract on a small drawn house."""

from __future__ import annotations

from typing import Any

import pytest
from grimp import ImportGraph

from tools.contracts import DoorsContract, EdgesContract, FloorsContract, OrderContract

ROOMS = ["accounts", "exams"]
OPTIONS: dict[type[Any], dict[str, Any]] = {
    DoorsContract: {"rooms": ROOMS},
    EdgesContract: {"rooms": ROOMS},
    FloorsContract: {"rooms": ROOMS, "floors": ["rules"], "forbidden": ["flask"]},
    OrderContract: {"rooms": ROOMS, "order": ["views|api", "operations", "queries", "models"]},
}


def broken(kind: type[Any], *arrows: tuple[str, str]) -> list[str]:
    graph = ImportGraph()
    for importer, imported in arrows:
        for module in (importer, imported):
            if module == "flask":
                graph.add_module(module, is_squashed=True)
            else:
                graph.add_module(module)
        graph.add_import(importer=importer, imported=imported)
    contract = kind(name="a contract", session_options={}, contract_options=OPTIONS[kind])
    return list(contract.check(graph, verbose=False).metadata["broken"])


@pytest.mark.parametrize(
    ("kind", "importer", "imported"),
    [
        (DoorsContract, "exams.operations.seal", "accounts.models"),
        (DoorsContract, "exams.views.paper", "accounts.events"),
        (DoorsContract, "exams.views.paper", "accounts"),
        (EdgesContract, "exams.views.paper", "exams.api"),
        (EdgesContract, "exams.tasks", "exams.views.paper"),
        (EdgesContract, "exams.listeners", "exams.routes"),
        (FloorsContract, "exams.rules.scoring", "flask"),
        (OrderContract, "exams.operations.seal", "exams.views.paper"),
        (OrderContract, "exams.queries.papers", "exams.operations.seal"),
        (OrderContract, "exams.models.paper", "exams.queries.papers"),
    ],
)
def test_forbidden_arrow_is_seen(kind: type[Any], importer: str, imported: str) -> None:
    assert len(broken(kind, (importer, imported))) == 1


@pytest.mark.parametrize(
    ("kind", "importer", "imported"),
    [
        (DoorsContract, "exams.operations.seal", "accounts.api"),
        (DoorsContract, "exams.listeners", "accounts.events"),
        (DoorsContract, "exams.operations.seal", "exams.models"),
        (EdgesContract, "exams.routes", "exams.views.paper"),
        (EdgesContract, "exams.views.paper", "exams.views.parts"),
        (FloorsContract, "exams.views.paper", "flask"),
        (OrderContract, "exams.views.paper", "exams.models"),
        (OrderContract, "exams.operations.seal", "exams.queries.papers"),
    ],
)
def test_allowed_arrow_is_kept(kind: type[Any], importer: str, imported: str) -> None:
    assert broken(kind, (importer, imported)) == []


def test_rule_that_reaches_flask_by_a_detour_is_seen() -> None:
    assert broken(FloorsContract, ("exams.rules.scoring", "core.http"), ("core.http", "flask")) == [
        "exams.rules.scoring → core.http → flask"
    ]
