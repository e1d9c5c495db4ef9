"""A store of any earlier version becomes one of this version; a newer one is refused."""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from service.store.engine import StoreError, writing
from service.store.tables import HEAD, meta

_VERSIONS = table("alembic_version", column("version_num"))
_BEFORE_MIGRATIONS = "1"
"""``meta.schema`` of the stores that were made before there were migrations."""


def bring_up(engine: Engine) -> None:
    """Make the tables or bring them up to this version, in one transaction; raises StoreError.

    A store that is up to date costs one look; of several processes one does the work.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with writing(engine) as connection:
        found = _version(connection)
        if found != HEAD:
            _migrate(connection, found)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSIONS.name):
        return None
    return connection.scalar(select(_VERSIONS.c.version_num))


def _migrate(connection: Connection, found: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"the store has version {found}; this Ieum knows versions up to {HEAD}: open it with "
            "the newer Ieum that made it, or start with an empty IEUM_HOME"
        )
    if found is None and _made_before_migrations(connection):
        command.stamp(config, "0001")
    command.upgrade(config, "head")


def _made_before_migrations(connection: Connection) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        return False
    schema = None
    if meta.name in tables:
        schema = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
    if schema != _BEFORE_MIGRATIONS:
        raise StoreError(
            f"the database holds {len(tables)} tables and schema "
            f"{schema or 'none (not a store of Ieum)'}; expected {_BEFORE_MIGRATIONS} or an empty "
            "database: open it with the program that made it, or start with an empty IEUM_HOME"
        )
    return True
