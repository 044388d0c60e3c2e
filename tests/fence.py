"""Refuses, in tests, every statement in which a team table is not tied to THIS unit's team. Both engines, Core and ORM.

The one way out is a comment in the statement that begins with ``OPEN`` and says why; a test lists those.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import sqlglot
from sqlalchemy import Connection, Engine, event
from sqlglot import exp

OPEN = "/* all teams:"
PASSED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "BEGIN", "select set_config", "EXPLAIN")


class NoTeam(AssertionError):
    """A team table is free in this statement, or tied to another team."""


def install(engine: Engine, tables: Collection[str]) -> None:
    """Watch every statement of the engine from now on."""
    dialect = "postgres" if engine.dialect.name == "postgresql" else "sqlite"
    fenced = frozenset(tables)

    @event.listens_for(engine, "before_cursor_execute")
    def _watch(connection: Connection, _cursor: Any, sql: str, given: Any, _context: Any, many: bool) -> None:
        if OPEN in sql or sql.lstrip().startswith(PASSED):
            return
        for name in tied_parameters(sql, dialect, fenced):
            for row in given if many else [given]:
                _same_team(name, row, connection.info.get("team"))


def _same_team(name: str, row: Mapping[str, Any], team: object) -> None:
    if _plain(row[name]) != _plain(team):
        raise NoTeam(f"{name} is {row[name]}, and this unit of work is for {team}")


def _plain(value: object) -> str:
    return str(value).replace("-", "")


@functools.lru_cache(maxsize=4096)
def tied_parameters(sql: str, dialect: str, tables: frozenset[str]) -> frozenset[str]:
    """Names of the parameters that must equal the team; ``NoTeam`` when a team table is free."""
    tree = sqlglot.parse_one(sql, read=dialect)
    names: set[str] = set()
    for insert in tree.find_all(exp.Insert):
        names |= _insert(insert, tables)
    for statement in tree.find_all(exp.Select, exp.Update, exp.Delete):
        names |= _scope(statement, tables)
    return frozenset(names)


def _insert(insert: exp.Insert, tables: frozenset[str]) -> set[str]:
    target = insert.this
    table = target.this.name if isinstance(target, exp.Schema) else target.name
    if table not in tables:
        return set()
    columns = [column.name for column in target.expressions] if isinstance(target, exp.Schema) else []
    if "team_id" not in columns:
        raise NoTeam(f"an insert into {table} names no team_id")
    source = insert.expression
    names = set()
    for row in source.expressions if isinstance(source, exp.Values) else [source]:
        name = _parameter(row.expressions[columns.index("team_id")].unalias())
        if name is None and not isinstance(source, exp.Select):
            raise NoTeam(f"team_id of {table} is not a parameter")
        if name:
            names.add(name)
    return names


def _scope(statement: exp.Expression, tables: frozenset[str]) -> set[str]:
    """One SELECT, UPDATE or DELETE by itself; an outer one is checked on its own."""
    own = {t.alias_or_name for t in statement.find_all(exp.Table) if t.name in tables and _owner(t) is statement}
    if not own:
        return set()
    if isinstance(statement, exp.Update) and any(one.left.name == "team_id" for one in statement.expressions):
        raise NoTeam("an update changes team_id")
    tied, pairs, names = _ties(statement, own)
    for _ in range(len(own) + 1):
        for one, other in pairs:
            if one in tied or (one and one not in own):
                tied.add(other)
            if other in tied or (other and other not in own):
                tied.add(one)
    if own - tied:
        raise NoTeam(f"{sorted(own - tied)} not tied to the team: {statement.sql()[:160]}")
    return names


def _ties(statement: exp.Expression, own: set[str]) -> tuple[set[str | None], list[tuple[Any, Any]], set[str]]:
    tied: set[str | None] = set()
    pairs: list[tuple[Any, Any]] = []
    names: set[str] = set()
    for equal in _conditions(statement):
        if not isinstance(equal, exp.EQ):
            continue
        for left, right in ((equal.left, equal.right), (equal.right, equal.left)):
            if not (isinstance(left, exp.Column) and left.name == "team_id"):
                continue
            if isinstance(right, exp.Column) and right.name == "team_id":
                pairs.append((_table(left, own), _table(right, own)))
            elif name := _parameter(right):
                tied.add(_table(left, own))
                names.add(name)
    return tied, pairs, names


def _conditions(statement: exp.Expression) -> Iterator[exp.Expression]:
    """Everything that must hold: the AND-ed parts of WHERE and of each own join's ON (an OR ties nothing)."""
    where = statement.args.get("where")
    sources = [where.this] if where else []
    sources += [
        join.args["on"] for join in statement.find_all(exp.Join) if _owner(join) is statement and join.args.get("on")
    ]
    for source in sources:
        for part in source.flatten() if isinstance(source, exp.And) else [source]:
            yield part.unnest()


def _table(column: exp.Column, own: set[str]) -> str | None:
    return column.table or (next(iter(own)) if len(own) == 1 else None)


def _owner(node: exp.Expression) -> exp.Expression | None:
    return node.find_ancestor(exp.Select, exp.Update, exp.Delete, exp.Insert)


def _parameter(node: exp.Expression) -> str | None:
    while isinstance(node, (exp.Cast, exp.Paren)):
        node = node.this
    return node.name if isinstance(node, exp.Placeholder) else None
