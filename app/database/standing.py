"""Holds what stands around the tables of a database against the one list of ``app/models/fence.py``.

For ``kring doctor``, for the start of the server, and for the tests after every upgrade.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.models.fence import grants, postgres_policies, sqlite_triggers

TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
SECURED = text(
    "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')"
)
POLICIES = text(
    "SELECT tablename, string_agg(concat_ws('|', permissive, roles::text, cmd, qual, with_check), ' and ') "
    "FROM pg_policies WHERE schemaname = current_schema() GROUP BY tablename"
)
GRANTED = text(
    "SELECT c.relname, array_to_string(array_agg(a.privilege_type ORDER BY a.privilege_type), ', ') "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a "
    "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.grantee = CAST(:role AS regrole) "
    "GROUP BY c.relname"
)
VERSIONS_TABLE = "alembic_version"


def fence_faults(connection: Connection, serving_role: str | None = None) -> list[str]:
    """One plain sentence for each trigger, policy or grant that is not as the list says; empty when all stand."""
    if connection.dialect.name == "sqlite":
        return _differences("trigger", sqlite_triggers(), _pairs(connection.execute(TRIGGERS).all()))
    faults = _policy_faults(connection)
    if serving_role:
        wanted = {table: ", ".join(sorted(verbs)) for table, verbs in grants().items()} | {VERSIONS_TABLE: "SELECT"}
        granted = _pairs(connection.execute(GRANTED, {"role": f'"{serving_role}"'}).all())
        faults += _differences("what the serving role may do with", wanted, granted)
    return faults


def _policy_faults(connection: Connection) -> list[str]:
    secured = {table for table, both in connection.execute(SECURED).all() if both}
    faults = [
        f"row-level security of {table} is not enabled and forced"
        for table in postgres_policies()
        if table not in secured
    ]
    wanted = {
        table: "|".join(("PERMISSIVE", "{public}", "ALL", condition, condition))
        for table, condition in postgres_policies().items()
    }
    return faults + _differences("policy on", wanted, _pairs(connection.execute(POLICIES).all()))


def _differences(what: str, wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    missing = [f"{what} {name}: missing" for name in wanted if name not in found]
    strange = [f"{what} {name}: not in the list" for name in found if name not in wanted]
    changed = [f"{what} {name}: not as in the list" for name in wanted if found.get(name, wanted[name]) != wanted[name]]
    return missing + strange + changed


def _pairs(rows: Iterable[Sequence[Any]]) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in rows}
