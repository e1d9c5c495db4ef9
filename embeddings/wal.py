"""A SQLite file's write-ahead log, under which readers and a writer do not block each other."""

import sqlite3
import time

_PAUSE_S = 0.01


def write_ahead(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch the file to a write-ahead log, waiting up to ``wait_s`` seconds for other users.

    SQLite's own timeout does not hold for this step: where two processes open a new file at once,
    one of them is refused without a wait. Raises sqlite3.OperationalError after the wait.
    """
    until = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
