"""What the command line does with the archive of a year: write it, check it, restore it."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.common import database, passwords, print_json, system
from dashboard.i18n import gettext as _

archive = typer.Typer(no_args_is_help=True, help="The archive of a year.")

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Source = Annotated[Path, typer.Argument(metavar="FILE", help="The archive.")]
OfYear = Annotated[int | None, typer.Option("--year", help="Refuse the archive of another year.")]


@archive.command("create")
def create(
    year: Annotated[int, typer.Option(help="Which year.")],
    out: Annotated[Path, typer.Option(help="File to write; it must not exist yet.")],
    as_json: AsJson = False,
) -> None:
    """Write everything of a year into one file that can be read without the program."""
    from dashboard.services import archive as use_cases

    made = use_cases.create(system(database()), year, out)
    if as_json:
        print_json(asdict(made) | {"path": str(made.path)})
        return
    typer.echo(_("Written: %(file)s (%(size)s bytes)") % {"file": str(made.path), "size": made.size})
    typer.echo(_("%(files)s files, %(rows)s rows") % {"files": made.files, "rows": made.rows})
    typer.echo(_("SHA-256 of the list of files: %(sha256)s") % {"sha256": made.sha256})


@archive.command("verify")
def verify(file: Source, year: OfYear = None, as_json: AsJson = False) -> None:
    """Check every file and derive every result anew. The exit code is 1 where something does not agree."""
    from sqlmodel import create_engine

    from dashboard.services import accounts
    from dashboard.services import archive as use_cases
    from dashboard.services.context import Context

    nowhere = create_engine("sqlite://")  # an archive can be checked where no database is
    found = use_cases.verify(Context(nowhere, accounts.as_system), file, year=year)
    if as_json:
        print_json(asdict(found) | {"sound": found.sound})
    else:
        for problem in found.problems:
            typer.echo(problem)
        words = {"year": found.year, "files": found.files, "rows": found.rows, "votes": found.votes}
        typer.echo(
            _("The archive of %(year)s is whole: %(files)s files, %(rows)s rows, %(votes)s votes counted again.")
            % words
            if found.sound
            else _("The archive of %(year)s is not as it was written.") % words
        )
        typer.echo(_("SHA-256 of the list of files: %(sha256)s") % {"sha256": found.sha256})
    if not found.sound:
        raise typer.Exit(1)


@archive.command("restore")
def restore(
    file: Source,
    year: OfYear = None,
    administrator: Annotated[
        str, typer.Option(help="Open an account of this name, to look at what was restored.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Restore an archive into an empty database, or refuse and write nothing."""
    from dashboard.services import accounts
    from dashboard.services import archive as use_cases
    from models.enums import Role

    ctx = system(database())
    draft = None
    if administrator:
        roles = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT})
        draft = accounts.AccountDraft(username=administrator, display_name=administrator, roles=roles)
    done = use_cases.restore(ctx, file, year=year)
    if as_json:
        print_json(asdict(done))
    else:
        words = {"year": done.year, "rows": done.rows, "votes": done.votes, "minutes": done.minutes}
        typer.echo(
            _(
                "The archive of %(year)s is restored: %(rows)s rows. The results of %(votes)s votes and the digests of "
                "%(minutes)s minutes were derived anew and are equal."
            )
            % words
        )
    if draft is not None:
        issued = accounts.create_account(ctx, draft, passwords())
        typer.echo(
            _("Administrator %(name)s, password %(password)s. It is shown this once; change it when signing in.")
            % {"name": issued.username, "password": issued.password},
            err=as_json,
        )
