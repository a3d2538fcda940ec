"""What the command line does with ballots: count them again."""

from dataclasses import asdict
from typing import Annotated

import typer

from dashboard.cli.common import database, print_json, system
from dashboard.i18n import gettext as _

ballots = typer.Typer(no_args_is_help=True, help="Ballots of a meeting.")


@ballots.callback()
def group() -> None:
    """Ballots of a meeting."""


@ballots.command("audit")
def audit(
    meeting: Annotated[str, typer.Argument(help="Number of the meeting.")],
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Derive every result of a meeting anew from what is stored. The exit code is 1 where something does not agree."""
    from dashboard.labels import label
    from dashboard.services.votes.auditing import audit_ballots

    found = audit_ballots(system(database()), meeting)
    if as_json:
        votes = [asdict(vote) | {"agrees": vote.agrees} for vote in found.votes]
        print_json({"meeting": found.meeting, "agrees": found.agrees, "votes": votes})
    for vote in () if as_json else found.votes:
        words = {"item": vote.item, "round": vote.round_no, "way": label(vote.mode)}
        typer.echo(
            _("“%(item)s”, round %(round)s, %(way)s: agrees") % words
            if vote.agrees
            else _("“%(item)s”, round %(round)s, %(way)s: does not agree") % words
        )
        for problem in vote.problems:
            typer.echo(f"  {problem}")
    if not found.votes and not as_json:
        typer.echo(_("No vote of this meeting has been opened."))
    if not found.agrees:
        raise typer.Exit(1)
