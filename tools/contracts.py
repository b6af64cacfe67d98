"""The arrows that import-linter does not know by itself: doors of rooms, pure floors, and edges that are strangers to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

EDGES = ("routes", "views", "rest", "tasks", "cli", "listeners")
"""`api` is an edge too, but it is the door: other edges of the room may not use it either."""


def _words() -> Any:
    return fields.ListField(subfield=fields.StringField())  # read as a list of words once the contract is made


class _Listing(Contract):
    """A contract that is broken by a list of sentences."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        broken = sorted(set(self.broken(graph)))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def broken(self, graph: ImportGraph) -> Iterator[str]:
        raise NotImplementedError

    def render_broken_contract(self, check: ContractCheck) -> None:
        for sentence in check.metadata["broken"]:
            output.print_error(f"  {sentence}", bold=False)


class DoorsContract(_Listing):
    """A room is entered by `api` (and, by listeners, by `events`)."""

    rooms = _words()

    def broken(self, graph: ImportGraph) -> Iterator[str]:
        for importer, imported in _direct_imports(graph):
            here, there = importer.split(".")[0], imported.split(".")[0]
            if here == there or there not in self.rooms:
                continue
            doors = ("api", "events") if _floor(importer) == "listeners" else ("api",)
            if _floor(imported) not in doors:
                yield f"{importer} enters {there} by {imported}; the door is {there}.api"


class FloorsContract(_Listing):
    """Some floors know nothing of some libraries, neither directly nor through what they import."""

    rooms = _words()
    floors = _words()
    forbidden = _words()
    directly: Any = fields.BooleanField(required=False, default=False)

    def broken(self, graph: ImportGraph) -> Iterator[str]:
        known = [name for name in self.forbidden if name in graph.modules]
        for module in sorted(graph.modules):
            if _room(module) not in self.rooms or _floor(module) not in self.floors:
                continue
            for library in known:
                if self.directly:
                    if library in graph.find_modules_directly_imported_by(module):
                        yield f"{module} imports {library}"
                elif chain := graph.find_shortest_chain(importer=module, imported=library):
                    yield " → ".join(chain)


class EdgesContract(_Listing):
    """Edges of a room do not import each other; only `routes` names its views."""

    rooms = _words()

    def broken(self, graph: ImportGraph) -> Iterator[str]:
        for importer, imported in _direct_imports(graph):
            if _room(importer) != _room(imported) or _room(importer) not in self.rooms:
                continue
            here, there = _floor(importer), _floor(imported)
            if here == there or here not in (*EDGES, "api") or there not in (*EDGES, "api"):
                continue
            if not (here == "routes" and there in ("views", "rest")):
                yield f"{importer} imports {imported}: edges do not know each other"


class OrderContract(_Listing):
    """Inside a room an import never points up: operations do not know edges, queries do not know operations, models know neither."""

    rooms = _words()
    order = _words()

    def broken(self, graph: ImportGraph) -> Iterator[str]:
        height = {floor: len(self.order) - n for n, line in enumerate(self.order) for floor in line.split("|")}
        for importer, imported in _direct_imports(graph):
            if _room(importer) != _room(imported) or _room(importer) not in self.rooms:
                continue
            here, there = height.get(_floor(importer)), height.get(_floor(imported))
            if here is not None and there is not None and here < there:
                yield f"{importer} imports {imported}, which is a floor above it"


def _direct_imports(graph: ImportGraph) -> Iterator[tuple[str, str]]:
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def _room(module: str) -> str:
    return module.partition(".")[0]


def _floor(module: str) -> str:
    return (module.split(".") + [""])[1]
