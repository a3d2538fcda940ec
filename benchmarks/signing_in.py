"""A demonstration database to measure on, and sessions of its people without the cost of a password."""

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard import demo
from dashboard.services import demonstration as marked
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate
from models.account import Account, AuthSession

COOKIE = "riverside_session"


class NoPasswords:
    """Measuring needs no password: nobody can sign in with these."""

    def hash(self, password: str) -> str:
        return "-"

    def matches(self, password: str, hashed: str) -> bool:
        return False


def demonstration(data_dir: Path) -> Engine:
    """Build the demonstration committee in ``data_dir``."""
    engine = open_engine(f"sqlite:///{data_dir / 'riverside.db'}")
    migrate(engine)
    demo.load(engine, NoPasswords())
    return engine


def cookie_of(engine: Engine, username: str) -> str:
    """Open a session for a person and return the browser's Cookie header."""
    token = secrets.token_urlsafe(32)
    now = marked.clock(engine)()
    with Session(engine.execution_options(writes=True)) as session:
        account = session.exec(select(Account).where(Account.username == username)).one()
        session.add(
            AuthSession(
                token_sha256=hashlib.sha256(token.encode()).hexdigest(),
                account_id=account.id,
                epoch=account.epoch,
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(hours=8),
            )
        )
        session.commit()
    return f"{COOKIE}={token}"
