"""What the command line does with papers: those of a meeting, and the notices of a week, into a folder."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.common import database, system
from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.i18n import language

if TYPE_CHECKING:
    from dashboard.services.minutes.shapes import Export

EVERY = "all"
Out = Annotated[Path, typer.Option(file_okay=False, help="Folder to write into; it is made where it is missing.")]
Format = Annotated[str, typer.Option("--format", help="docx, pdf, html, md or all")]


def papers(
    meeting: Annotated[str, typer.Argument(help="Number of the meeting.")],
    out: Out,
    format_: Format = EVERY,
    zip_: Annotated[bool, typer.Option("--zip", help="Everything in one ZIP file with a list of digests.")] = False,
) -> None:
    """Write every paper of a meeting, in the language of --lang."""
    from dashboard.services import papers as use_cases

    ctx = system(database())
    if zip_:
        _write(out, use_cases.bundle(ctx, meeting, language()))
        return
    page = use_cases.papers(ctx, meeting)
    for fmt in _formats(format_):
        for line in page.lines:
            if line.missing:
                typer.echo(f"{_(line.kind.label)}: {line.missing}", err=True)
            else:
                _write(out, use_cases.paper(ctx, meeting, line.sort, fmt, language()))


def weekly_notice(
    out: Out,
    format_: Format = EVERY,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day of the week; this week unless it is given.")
    ] = None,
) -> None:
    """Write the notices of a week, in the language of --lang."""
    from dashboard.services import papers as use_cases

    ctx = system(database())
    for fmt in _formats(format_):
        _write(out, use_cases.weekly_notice(ctx, fmt, language(), on=day.date() if day else None))


def _formats(wanted: str) -> list[str]:
    """Return the formats asked for; of all, those that can be made here."""
    from dashboard.documents.paper import FORMATS
    from dashboard.services.papers import unready

    if wanted != EVERY:
        if wanted not in FORMATS:
            raise BadInput("format", "Please choose one of the values offered.")
        return [wanted]
    for fmt in FORMATS:
        if reason := unready(fmt):
            typer.echo(reason, err=True)
    return [fmt for fmt in FORMATS if not unready(fmt)]


def _write(folder: Path, made: "Export") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / made.name
    file.write_bytes(made.content)
    typer.echo(_("Written: %(file)s") % {"file": str(file)})
