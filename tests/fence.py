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
    if not isinstance(tree, KNOWN) and any(table.name in tables for table in tree.find_all(exp.Table)):
        raise NoTeam(f"a statement of a kind that is not understood: {sql[:160]}")
    names: set[str] = set()
    for insert in tree.find_all(exp.Insert):
        names |= _insert(insert, tables)
    for statement in tree.find_all(exp.Select, exp.Update, exp.Delete):
        names |= _Scope(statement, tables).checked()
    return frozenset(names)


KNOWN = (exp.Select, exp.SetOperation, exp.Subquery, exp.Insert, exp.Update, exp.Delete)


def _insert(insert: exp.Insert, tables: frozenset[str]) -> set[str]:
    target = insert.this
    table = target.this.name if isinstance(target, exp.Schema) else target.name
    if table not in tables:
        return set()
    columns = [column.name for column in target.expressions] if isinstance(target, exp.Schema) else []
    if "team_id" not in columns:
        raise NoTeam(f"an insert into {table} names no team_id")
    place = columns.index("team_id")
    source = insert.expression
    if isinstance(source, exp.Values):
        given = [_parameter(row.expressions[place]) for row in source.expressions]
    elif isinstance(source, exp.Select):
        given = [_selected_team(source, place, tables)]
    else:
        given = [None]
    if not all(given):
        raise NoTeam(f"team_id of {table} is neither a parameter nor a tied table's")
    return {name for name in given if name and name != TIED}


TIED = "(tied by its own scope)"


def _selected_team(source: exp.Select, place: int, tables: frozenset[str]) -> str | None:
    """What an INSERT … SELECT puts into team_id: a parameter, or the column of a team table of that very select."""
    value = source.expressions[place].unalias()
    if name := _parameter(value):
        return name
    scope = _Scope(source, tables)
    return TIED if isinstance(value, exp.Column) and scope.table_of(value) in scope.own else None


class _Scope:
    """One SELECT, UPDATE or DELETE by itself; an outer one is checked on its own."""

    def __init__(self, statement: exp.Expression, tables: frozenset[str]) -> None:
        self.statement, self.tables = statement, tables
        here = [table for table in statement.find_all(exp.Table) if _owner(table) is statement]
        self.own = {table.alias_or_name for table in here if table.name in tables}
        self.tied: set[str] = set()
        self.pairs: list[tuple[str, str]] = []
        self.names: set[str] = set()

    def checked(self) -> set[str]:
        if not self.own:
            return set()
        statement = self.statement
        if isinstance(statement, exp.Update) and any(one.left.name == "team_id" for one in statement.expressions):
            raise NoTeam("an update changes team_id")
        for condition, only in self._conditions():
            self._look_at(condition, only)
        self._spread()
        if self.own - self.tied:
            raise NoTeam(f"{sorted(self.own - self.tied)} not tied to the team: {statement.sql()[:160]}")
        return self.names

    def table_of(self, column: exp.Column) -> str:
        return column.table or (next(iter(self.own)) if len(self.own) == 1 else "")

    def _conditions(self) -> Iterator[tuple[exp.Expression, str | None]]:
        """Everything that must hold, with the one table it holds for when it stands at an outer join."""
        where = self.statement.args.get("where")
        if where:
            yield from ((part, None) for part in _parts(where.this))
        for join in self.statement.find_all(exp.Join):
            if _owner(join) is self.statement and join.args.get("on"):
                only = join.this.alias_or_name if join.side else None
                if join.side in ("RIGHT", "FULL"):
                    raise NoTeam("a right or full join ties nothing")
                yield from ((part, only) for part in _parts(join.args["on"]))

    def _look_at(self, equal: exp.Expression, only: str | None) -> None:
        if not isinstance(equal, exp.EQ):
            return
        for left, right in ((equal.left, equal.right), (equal.right, equal.left)):
            if not (isinstance(left, exp.Column) and left.name == "team_id"):
                continue
            table = self.table_of(left)
            if only is not None and table != only:
                continue
            if isinstance(right, exp.Column) and right.name == "team_id":
                self.pairs.append((table, self.table_of(right)))
            elif name := _parameter(right):
                self.tied.add(table)
                self.names.add(name)

    def _spread(self) -> None:
        """``team_id = team_id`` ties the first table when the second is tied here, or is a team table around us."""
        for _ in range(len(self.own) + 1):
            for table, other in self.pairs:
                if other in self.tied or (other not in self.own and self._is_fenced_elsewhere(other)):
                    self.tied.add(table)

    def _is_fenced_elsewhere(self, alias: str) -> bool:
        """A team table of an enclosing statement, or a derived table that hands on a team table's own team_id."""
        outer = _owner(self.statement)
        if outer is not None and alias in _Scope(outer, self.tables).own:
            return True
        return any(self._hands_on(derived) for derived in _derived(self.statement.root(), alias))

    def _hands_on(self, derived: exp.Expression) -> bool:
        if not isinstance(derived, exp.Select):
            return False
        scope = _Scope(derived, self.tables)
        values = [value for value in derived.expressions if value.alias_or_name == "team_id"]
        return any(
            isinstance(value.unalias(), exp.Column) and scope.table_of(value.unalias()) in scope.own for value in values
        )


def _derived(root: exp.Expression, alias: str) -> Iterator[exp.Expression]:
    """The bodies of the common table expression or sub-query of that name."""
    for node in root.find_all(exp.CTE, exp.Subquery):
        if node.alias == alias:
            yield node.this


def _parts(condition: exp.Expression) -> Iterator[exp.Expression]:
    """The AND-ed parts; an OR ties nothing."""
    condition = condition.unnest()
    if isinstance(condition, exp.And):
        yield from _parts(condition.left)
        yield from _parts(condition.right)
    else:
        yield condition


def _owner(node: exp.Expression) -> exp.Expression | None:
    return node.find_ancestor(exp.Select, exp.Update, exp.Delete, exp.Insert)


def _parameter(node: exp.Expression) -> str | None:
    node = node.unalias()
    while isinstance(node, (exp.Cast, exp.Paren)):
        node = node.this
    return node.name if isinstance(node, exp.Placeholder) else None
