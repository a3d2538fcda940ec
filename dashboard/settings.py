"""Typed settings, read once from the environment (``RIVERSIDE_…``)."""

from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Where things are. Every name is also an environment variable with the prefix ``RIVERSIDE_``."""

    model_config = SettingsConfigDict(env_prefix="RIVERSIDE_")

    data_dir: Path = ROOT / "data"
    database_url: str = ""
    """SQLAlchemy URL; empty means one SQLite file in ``data_dir``."""
    host: str = "127.0.0.1"
    port: int = 8501
    secure_cookies: bool = False
    """Mark cookies Secure even where the proxy does not say that the visitor came by https."""
    session_hours: int = 12
    idle_minutes: int = 120
    public_url: str = ""
    """Address under which residents reach the site, such as https://…; papers print codes to scan once it is set."""
    font_dir: Path | None = None
    """Folder with fonts for PDF papers, taken before those of the machine."""

    @property
    def url(self) -> str:
        """Return the database URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'riverside.db'}"


@lru_cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings()
