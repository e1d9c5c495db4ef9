"""What the store knows about itself: its secret, and how often its content has changed."""

from sqlalchemy import Connection, select, update

from service.store.tables import meta


def value_of(connection: Connection, key: str) -> str:
    """The value kept under ``key``."""
    return str(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one())


def next_generation(connection: Connection) -> None:
    """Tell every reader that people, postings or clearances have changed."""
    value = str(int(value_of(connection, "generation")) + 1)
    connection.execute(update(meta).where(meta.c.key == "generation").values(value=value))
