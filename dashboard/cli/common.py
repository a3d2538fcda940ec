"""What the commands share: the database, the machine's context, what is printed.

Imports stand inside the functions, so that a command loads what it needs and no more.
"""

import json
from typing import TYPE_CHECKING, Any

import typer
from pydantic import ValidationError
from sqlalchemy import Engine

from dashboard.i18n import gettext as _
from dashboard.settings import settings

if TYPE_CHECKING:
    from dashboard.services.accounts import Passwords
    from dashboard.services.context import Context


def database() -> Engine:
    """Return the database of the settings, its tables up to date."""
    import models  # noqa: F401 - registers every table
    from dashboard.storage.engine import open_engine
    from dashboard.storage.migrate import migrate as bring_up_to_date

    settings().data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings().url)
    bring_up_to_date(engine)
    return engine


def system(engine: Engine) -> "Context":
    """Return the context of the machine itself, by the clock of this database."""
    from dashboard.services import accounts, demonstration
    from dashboard.services.context import Context

    return Context(engine, accounts.as_system, demonstration.clock(engine))


def is_new(engine: Engine) -> bool:
    """Return whether nobody works with this database yet."""
    from dashboard.services import founding

    return founding.is_new(engine)


def load_demonstration(engine: Engine) -> None:
    """Fill a new database with the demonstration, or refuse one that is in use."""
    from dashboard import demo
    from dashboard.services import founding

    founding.require_new(engine)
    demo.load(engine, passwords())


def passwords() -> "Passwords":
    """Return the hasher; the library it comes from brings Streamlit along, which warns where no page is drawn."""
    from dashboard.ui.failures import quiet_streamlit

    quiet_streamlit()
    from dashboard.ui.passwords import PASSWORDS

    return PASSWORDS


def print_demonstration(engine: Engine) -> None:
    """Print the accounts of a demonstration; nothing for a real database."""
    from dashboard.services import demonstration

    shown = demonstration.accounts(engine)
    if shown:
        typer.echo(_("Demonstration data: nothing in it is real. User name and password:"))
    for username, password in shown.items():
        typer.echo(f"  {username:<14} {password}")


def print_imported(found: dict[str, Any], as_json: bool) -> None:
    """Print what an import entered and under which number, and the rows it left out."""
    if as_json:
        print_json(found)
        return
    typer.echo(_("Rows entered: %(n)s, as import %(batch)s") % {"n": len(found["entered"]), "batch": found["batch"]})
    for problem in found["problems"]:
        typer.echo(_("Row %(row)s, %(column)s: %(reason)s") % problem)
    for double in found["doubles"]:
        typer.echo(_("Row %(row)s is on the list already as %(known)s and was left out.") % double)


def print_json(found: Any) -> None:
    """Print JSON that people can read too."""
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def validation(refused: ValidationError) -> str:
    """Return what is wrong with typed input, one field a line."""
    from dashboard.labels import field_label, problem_text

    return "\n".join(
        f"{field_label(str(item['loc'][-1]))}: {problem_text(item)}" for item in refused.errors() if item["loc"]
    )
