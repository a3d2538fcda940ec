"""What the command line does with lists: bring them in, take an import back, write lists and open data."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.common import database, print_imported, print_json, system
from dashboard.i18n import gettext as _

imports = typer.Typer(no_args_is_help=True, help="Enter many rows from one table, as one import that can be undone.")

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
GoodRows = Annotated[bool, typer.Option("--good-rows", help="Enter the good rows even where others have problems.")]
Table = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A table as .xlsx, .xls or .csv.")]


@imports.command("needs")
def import_needs(file: Table, good_rows: GoodRows = False, as_json: AsJson = False) -> None:
    """Enter items of the claim list."""
    _import("needs", file, good_rows, as_json)


@imports.command("resources")
def import_resources(file: Table, good_rows: GoodRows = False, as_json: AsJson = False) -> None:
    """Enter resources of member organisations."""
    _import("resources", file, good_rows, as_json)


@imports.command("members")
def import_members(file: Table, good_rows: GoodRows = False, as_json: AsJson = False) -> None:
    """Enter member organisations."""
    _import("members", file, good_rows, as_json)


@imports.command("projects")
def import_projects(file: Table, good_rows: GoodRows = False, as_json: AsJson = False) -> None:
    """Enter finished projects of earlier years."""
    _import("projects", file, good_rows, as_json)


@imports.command("undo")
def undo_import(
    batch: Annotated[str, typer.Argument(help="Number of the import.")],
    reason: Annotated[str, typer.Option(help="Why it is undone; it is kept.")],
    as_json: AsJson = False,
) -> None:
    """Take back everything an import entered, or nothing of it."""
    from dashboard.services import exchange

    undone = exchange.undo(system(database()), batch, reason)
    if as_json:
        print_json({"number": undone.number, "of": undone.of, "undone": undone.entered})
        return
    typer.echo(_("Import %(number)s is undone.") % {"number": undone.number})


def export_list(
    of: Annotated[str, typer.Argument(metavar="LIST", help="needs, resources, claims, projects, members, decisions")],
    out: Annotated[Path, typer.Option(help="File to write.")],
    format_: Annotated[str, typer.Option("--format", help="xlsx or csv")] = "xlsx",
    office: Annotated[bool, typer.Option("--office", help="With what only the office may read.")] = False,
) -> None:
    """Write one of the lists into a file: what everybody may read, or what the office may."""
    from dashboard.services.exchange import lists

    content = lists.export(system(database()), of, format_, office=office)
    out.write_bytes(content)
    typer.echo(_("Written: %(file)s") % {"file": str(out)})


def open_data(
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder to write into; it is made where it is missing.")],
    as_json: AsJson = False,
) -> None:
    """Write the public record as open data: each table as CSV and JSON, and their description."""
    from dashboard.services import open_data as use_cases

    found = use_cases.files(system(database()))
    out.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        (out / name).write_bytes(content)
    if as_json:
        print_json({"folder": str(out), "files": {name: len(content) for name, content in found.items()}})
        return
    for name in found:
        typer.echo(_("Written: %(file)s") % {"file": str(out / name)})


def _import(of: str, file: Path, good_rows: bool, as_json: bool) -> None:
    from dashboard.services import exchange

    done = exchange.enter_table(system(database()), of, file.read_bytes(), file.name, good_rows=good_rows)
    found = asdict(done)
    print_imported({"entered": found.pop("numbers"), **found}, as_json)
