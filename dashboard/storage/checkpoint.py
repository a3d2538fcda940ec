"""How is the write-ahead log emptied into the database file?"""

import logging

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

PATIENCE_MS = 1000
log = logging.getLogger(__name__)


def empty_log(engine: Engine) -> bool:
    """Write SQLite's log into its file and cut the log to nothing; return whether it is empty now.

    Nobody waits long for it: where somebody reads just then the log stays as it is, and SQLite empties it later.
    PostgreSQL keeps its log by itself: nothing is done and ``False`` returned.
    """
    if engine.dialect.name != "sqlite":
        return False
    with engine.connect() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            return bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0)
        except OperationalError:
            log.info("the write-ahead log is in use and was not emptied")
            return False
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
