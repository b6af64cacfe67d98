"""Statements for the hottest path: compiled once, then run by the database's own driver. Everything else uses the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update, bindparam, insert, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Compiled:
    text: str
    names: tuple[str, ...]
    binds: tuple[tuple[str, Any, Process], ...]
    results: tuple[Process, ...]
    is_positional: bool
    is_bare: bool
    """Whether values go to the driver as they are, without a type's opinion or a default."""

    def given(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        if self.is_bare:
            return tuple(map(values.get, self.names))
        sent = [process(values.get(name, usual)) if process else values.get(name, usual) for name, usual, process in self.binds]
        return tuple(sent) if self.is_positional else dict(zip(self.names, sent, strict=True))


class Prepared:
    """A statement written with SQLAlchemy Core and named `bindparam`s; `run` costs about what the driver costs.

    `usual` are the values of names that a run is not given. It runs inside the transaction of the connection it is given. Errors are
    SQLAlchemy's, without the values.
    """

    def __init__(self, statement: Insert | Update | Delete | Select[Any], usual: Mapping[str, Any] = MappingProxyType({})) -> None:
        self._statement, self._usual = statement, usual
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Run with `values` by name; the first row that comes back, as its columns' types read it, or None."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        given = compiled.given(values)
        cursor = connection.connection.cursor()
        try:
            _send(connection, cursor, compiled.text, given, is_many=False)
            row = cursor.fetchone() if compiled.results else None
        finally:
            cursor.close()
        if row is None:
            return None
        return tuple(process(value) if process else value for process, value in zip(compiled.results, row, strict=True))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run once for each of `rows`, as one statement; nothing comes back. No statement for no rows."""
        if not rows:
            return
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        given = [compiled.given(values) for values in rows]
        cursor = connection.connection.cursor()
        try:
            _send(connection, cursor, compiled.text, given, is_many=True)
        finally:
            cursor.close()

    def _compile(self, dialect: Dialect) -> _Compiled:
        made = self._statement.compile(dialect=dialect)
        assert isinstance(made, SQLCompiler)
        names = tuple(made.positiontup or made.binds)
        usual = {**made.params, **self._usual}
        binds = tuple((name, usual.get(name), _bind(made.binds[name].type, dialect)) for name in names)
        columns = self._statement.exported_columns if made.effective_returning or isinstance(self._statement, Select) else ()
        results = tuple(_result(column.type, dialect) for column in columns)
        is_bare = made.positiontup is not None and not any(process or usual is not None for _, usual, process in binds)
        compiled = _Compiled(str(made), names, binds, results, made.positiontup is not None, is_bare)
        self._compiled[dialect.name] = compiled
        return compiled


def inserting(model: type[DeclarativeBase], *names: str) -> Prepared:
    """Rows of `model` by these columns; the others get the model's defaults."""
    defaults = {column.key: column.default for column in inspect(model).columns}
    # Factories such as `list` ask for no context.
    usual = {name: default.arg(None) for name, default in defaults.items() if isinstance(default, CallableColumnDefault)}  # type: ignore[arg-type]
    usual |= {name: default.arg for name, default in defaults.items() if isinstance(default, ScalarElementColumnDefault)}
    return Prepared(insert(model).values({name: bindparam(name) for name in names}).inline(), usual)


def _send(connection: Connection, cursor: Any, text: str, given: Any, *, is_many: bool) -> None:
    """Who counts or watches statements sees these, too; what the driver refuses is told as SQLAlchemy tells it."""
    if heard := connection.engine.dispatch.before_cursor_execute:
        heard(connection, cursor, text, given, None, is_many)
    errors = connection.dialect.loaded_dbapi.Error
    try:
        (cursor.executemany if is_many else cursor.execute)(text, given)
    except errors as refused:
        raise DBAPIError.instance(text, None, refused, errors, hide_parameters=True, dialect=connection.dialect) from refused


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
