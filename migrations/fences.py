"""Takes the fence of ``app/models/fence.py`` down before a migration and puts it up again after, in one transaction.

Forced row-level security holds for the owner as well: with it up, a data migration would change no row, silently.
Batch migrations on SQLite copy tables and lose their triggers.
"""

from sqlalchemy import Connection, inspect, text

from app.models.fence import DIRECTORY, fenced_tables, grants, postgres_policies, sqlite_triggers

POLICY = "team_only"


def lower(connection: Connection) -> None:
    """Take down whatever stands, also what an older release put up."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for name in names:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return
    for table, policy in connection.execute(
        text("SELECT tablename, policyname FROM pg_policies WHERE schemaname = current_schema()")
    ).all():
        connection.exec_driver_sql(f'DROP POLICY "{policy}" ON "{table}"')
    for table in inspect(connection).get_table_names():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')


def put_up(connection: Connection, serving_role: str | None) -> None:
    """Put up what the one list says, for the tables that are there."""
    there = set(inspect(connection).get_table_names())
    if connection.dialect.name == "sqlite":
        for name, statement in sqlite_triggers().items():
            if name.rsplit("_no_", 1)[0] in there:
                connection.exec_driver_sql(statement)
        return
    for table, condition in postgres_policies().items():
        if table in there:
            connection.exec_driver_sql(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            connection.exec_driver_sql(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
            connection.exec_driver_sql(
                f'CREATE POLICY {POLICY} ON "{table}" USING ({condition}) WITH CHECK ({condition})'
            )
    if serving_role:
        _grant(connection, serving_role, there)


def _grant(connection: Connection, role: str, there: set[str]) -> None:
    connection.exec_driver_sql(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    for table, verbs in grants().items():
        if table in there:
            connection.exec_driver_sql(f'REVOKE ALL ON "{table}" FROM "{role}"')
            connection.exec_driver_sql(f'GRANT {", ".join(verbs)} ON "{table}" TO "{role}"')
    if "alembic_version" in there:
        connection.exec_driver_sql(f'GRANT SELECT ON alembic_version TO "{role}"')


__all__ = ["DIRECTORY", "POLICY", "fenced_tables", "lower", "put_up"]
