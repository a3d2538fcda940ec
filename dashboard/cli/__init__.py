"""The command line: one use case for each command, and the server."""

import contextvars
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from dashboard import i18n
from dashboard.cli.archive import archive
from dashboard.cli.ballots import ballots
from dashboard.cli.common import (
    database,
    is_new,
    load_demonstration,
    passwords,
    print_demonstration,
    system,
    validation,
)
from dashboard.cli.consensus import consensus
from dashboard.cli.exchange import export_list, imports, open_data
from dashboard.cli.minutes import minutes
from dashboard.cli.papers import papers, weekly_notice
from dashboard.cli.rules import decide, rules
from dashboard.errors import BadInput, DomainError
from dashboard.i18n import gettext as _
from dashboard.settings import ROOT, settings


class Refusing(TyperGroup):
    """Says a refusal in one sentence, in the language asked for, and ends with exit code 2."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # typer's context is click's
        """Run the command."""
        try:
            return super().invoke(ctx)
        except DomainError as refused:
            typer.echo(str(refused), err=True)
        except ValidationError as refused:
            typer.echo(validation(refused), err=True)
        raise typer.Exit(2)


app = typer.Typer(cls=Refusing, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(imports, name="import")
app.add_typer(minutes, name="minutes")
app.add_typer(ballots, name="ballots")
app.add_typer(rules, name="rules")
app.add_typer(archive, name="archive")
app.add_typer(consensus, name="consensus")


def main() -> None:
    """Run the command line."""
    app()


@app.callback()
def language(
    context: typer.Context,
    lang: Annotated[str, typer.Option(help="zh_CN or en")] = i18n.DEFAULT,
) -> None:
    """Riverside Joint Party Committee: the dashboard and its tools."""
    if lang not in i18n.LANGUAGES:
        raise BadInput("lang", "Please choose one of the languages offered.")
    context.with_resource(i18n.speaking(lang))


@app.command()
def run(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    no_demo: Annotated[bool, typer.Option("--no-demo", help="Leave a new database empty.")] = False,
) -> None:
    """Start the dashboard; a new database is filled with the demonstration first."""
    where, number = host or settings().host, port or settings().port
    settings().data_dir = settings().data_dir.absolute()  # the folder changes now
    os.chdir(ROOT)  # before anything imports Streamlit: it looks for .streamlit/config.toml here
    engine = database()
    if not no_demo and is_new(engine):
        load_demonstration(engine)
    print_demonstration(engine)
    engine.dispose()
    typer.echo(_("The dashboard is at %(url)s") % {"url": f"http://{where}:{number}"})
    contextvars.Context().run(_serve, where, number)  # visitors choose their own language


def _serve(host: str, port: int) -> None:
    import uvicorn

    from dashboard.server import app as server

    uvicorn.run(
        server,
        host=host,
        port=port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="on",
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )


@app.command()
def init(
    username: Annotated[str, typer.Option(prompt="用户名 / User name", help="User name of the first administrator.")],
    display_name: Annotated[str, typer.Option(help="Name shown.")] = "",
) -> None:
    """Found the committee on a new database and open the first administrator's account."""
    from dashboard.services import founding

    issued = founding.start(system(database()), username, display_name or username, passwords())
    typer.echo(
        _("Administrator %(name)s, password %(password)s. It is shown this once; change it when signing in.")
        % {"name": issued.username, "password": issued.password}
    )


@app.command()
def demo() -> None:
    """Fill a new database with the demonstration and show its accounts."""
    engine = database()
    load_demonstration(engine)
    print_demonstration(engine)


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    database()
    typer.echo(_("The database is up to date."))


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="File to write; it must not exist yet.")]) -> None:
    """Write a whole, checked copy of the database, also while the dashboard runs."""
    from dashboard.storage.backup import backup as copy

    size = copy(database(), file)
    typer.echo(_("Written: %(file)s (%(size)s bytes)") % {"file": str(file), "size": size})


app.command()(decide)


app.command("export")(export_list)
app.command("open-data")(open_data)
app.command()(papers)
app.command()(weekly_notice)
