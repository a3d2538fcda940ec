"""What the command line does with minutes: draft them, write their files, derive everything about them anew."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.common import database, system
from dashboard.i18n import gettext as _

minutes = typer.Typer(no_args_is_help=True, help="Minutes of meetings.")

ALL = "all"


@minutes.callback()
def group() -> None:
    """Minutes of meetings."""


@minutes.command("draft")
def draft(meeting: Annotated[str, typer.Argument(help="Number of the meeting.")]) -> None:
    """Write the first draft of the minutes of a closed meeting from what is stored."""
    from dashboard.services import minutes as use_cases

    use_cases.draft(system(database()), meeting)
    typer.echo(_("The draft of the minutes of %(meeting)s is written.") % {"meeting": meeting})


@minutes.command("export")
def export(
    meeting: Annotated[str, typer.Argument(help="Number of the meeting.")],
    out: Annotated[Path, typer.Option(help="Folder to write into.")],
    format_: Annotated[str, typer.Option("--format", help="docx, pdf, html, md, json, akn or all")] = "docx",
    labels: Annotated[str, typer.Option(help="Language of head and labels: zh_CN or en.")] = "zh_CN",
) -> None:
    """Write the minutes of a meeting into files; what is not approved is marked as a draft."""
    from dashboard.documents.minutes import FORMATS
    from dashboard.services import minutes as use_cases

    ctx = system(database())
    for fmt in FORMATS if format_ == ALL else [format_]:
        made = use_cases.export(ctx, meeting, fmt, labels)
        out.mkdir(parents=True, exist_ok=True)
        (out / made.name).write_bytes(made.content)
        typer.echo(_("Written: %(file)s") % {"file": str(out / made.name)})


@minutes.command("verify")
def verify(meeting: Annotated[str, typer.Argument(help="Number of the meeting.")]) -> None:
    """Derive digests, numbers and figures of the minutes anew. The exit code is 1 where something does not agree."""
    from dashboard.services import minutes as use_cases

    wrong = use_cases.verify(system(database()), meeting)
    for line in wrong:
        typer.echo(line)
    if wrong:
        raise typer.Exit(1)
    typer.echo(_("The minutes of %(meeting)s agree with what is stored.") % {"meeting": meeting})
