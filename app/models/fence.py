"""The one list of what stands around the tables: row-level security, grants, and triggers that keep lines append-only.

Migrations make it, and a test holds the database against it after every upgrade (design.md section 4). The triggers
and grants are second fences: nothing depends on them for its correctness.
"""

from app.models.base import metadata

APPEND_ONLY = (
    "attempt",
    "client_change",
    "client_status",
    "journal",
    "objection",
    "rating",
    "seal",
    "sealed_line",
    "team_setting_change",
    "visit_record",
)
"""Neither updated nor deleted by the serving role, and not by anybody without taking the trigger away first."""

DIRECTORY = ("account", "address_of", "attempt", "credential", "place", "pulse", "session", "tablet")
"""Asked before the team is known; outside the fence."""

SETTING = "app.team"
"""The PostgreSQL setting that names this transaction's team."""


def fenced_tables() -> list[str]:
    """Every team table, in the order of their references."""
    return [table.name for table in metadata.sorted_tables if "team_id" in table.c and table.name not in DIRECTORY]


def sqlite_triggers() -> dict[str, str]:
    """Name → statement. Only ``RAISE(ABORT)``: a rollback here would sink its neighbours in the batch."""
    return {
        f"{table}_no_{verb}": (
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        for table in APPEND_ONLY
        for verb in ("update", "delete")
    }


def postgres_policies() -> dict[str, str]:
    """Table → condition that each visible and each written row must meet."""
    condition = f"(team_id = (NULLIF(current_setting('{SETTING}'::text, true), ''::text))::uuid)"
    return dict.fromkeys(fenced_tables(), condition)


def grants() -> dict[str, tuple[str, ...]]:
    """Table → what the serving role may do with it."""
    every = [table.name for table in metadata.sorted_tables]
    return {
        table: ("INSERT", "SELECT") if table in APPEND_ONLY else ("DELETE", "INSERT", "SELECT", "UPDATE")
        for table in every
    }
