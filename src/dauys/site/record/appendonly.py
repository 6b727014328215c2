"""Tables whose rows are added and never changed or taken away: the database itself refuses it.

Triggers in plain SQL, for SQLite and PostgreSQL; no extension of a database is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SQLITE = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: rows are added, never changed'); END
"""
FUNCTION = """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table}: rows are added, never changed'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
FOR EACH {each} EXECUTE FUNCTION {table}_refuse()
"""


def protect(table: str) -> Callable[[Any, Any], None]:
    """For ``migrations.RunPython``: puts the triggers on a table."""

    def run(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(SQLITE.format(table=table, verb=verb))
            return
        schema_editor.execute(FUNCTION.format(table=table))
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            schema_editor.execute(POSTGRESQL.format(table=table, verb=verb, each=each))

    return run


def release(table: str) -> Callable[[Any, Any], None]:
    """The way back: takes the triggers off a table."""

    def run(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}_refused")
            return
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse() CASCADE")

    return run
