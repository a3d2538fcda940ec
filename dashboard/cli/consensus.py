"""What unites and what divides: votes on statements from a file, and the five numbers of a committee vote."""

import json
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.common import print_json
from dashboard.errors import BadInput
from dashboard.i18n import gettext as _

if TYPE_CHECKING:
    from dashboard.rules.consensus import Split

consensus = typer.Typer(no_args_is_help=True, help="What unites and what divides.")

EXAMPLE = '{"enterprise": {"for": 20, "against": 8, "abstain": 4, "entitled": 35}, ...}'
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@consensus.callback()
def group() -> None:
    """What unites and what divides."""


@consensus.command("analyse")
def analyse(
    votes: Annotated[Path, typer.Argument(help="Votes as CSV: comment-id, voter-id, vote (1 agree, -1 disagree).")],
    comments: Annotated[
        Path | None, typer.Option(help="Statements as CSV: comment-id, moderated (-1 left out).")
    ] = None,
    groups: Annotated[Path | None, typer.Option(help='Groups as JSON: {"A": [voter ids], "B": [...]}.')] = None,
    seed: Annotated[int, typer.Option(help="Seed of the resamples that stability is told from.", min=0)] = 0,
    members: Annotated[bool, typer.Option("--members", help="Name the voters of each group in the JSON.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find opinion groups and what all of them agree on. The same votes give the same answer in any order."""
    found, texts = _analysed(votes, comments, groups, seed, members)
    if as_json:
        print_json(found)
        return
    from dashboard.cli.consensus_words import lines

    for line in lines(found, texts):
        typer.echo(line)


def _analysed(
    votes: Path, comments: Path | None, groups: Path | None, seed: int, members: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the figures, and what the statements say where that is known."""
    from dashboard.exchange import polis
    from dashboard.rules import opinions
    from dashboard.rules.opinions.report import as_dict

    times = [perf_counter()]
    columns = polis.read_votes(_bytes(votes, "votes"))
    marks = polis.read_statements(_bytes(comments, "comments")) if comments else polis.StatementMarks.none()
    given = _groups(groups) if groups else None
    times.append(perf_counter())
    table = opinions.matrix(
        columns.voters,
        columns.statements,
        columns.votes,
        when=columns.when,
        dropped=marks.of(columns.statements, marks.dropped),
        meta=marks.of(columns.statements, marks.meta),
    )
    times.append(perf_counter())
    state = opinions.begin(table)
    times.append(perf_counter())
    found = as_dict(opinions.analyse(state, given=given, seed=seed), members=members)
    steps = zip(("read", "matrix", "pairs"), pairwise(times), strict=True)
    seconds = {name: later - before for name, (before, later) in steps}
    found["seconds"] = {**seconds, **found["seconds"], "total": perf_counter() - times[0]}
    return found, marks.texts


def _bytes(file: Path, field: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(field, "This file cannot be read: %(file)s. Check its name.", file=str(file)) from error


def _json(file: Path, field: str) -> Any:
    try:
        return json.loads(_bytes(file, field).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput(
            field, "Line %(line)s of %(file)s is not JSON.", line=getattr(error, "lineno", 1), file=str(file)
        ) from error


def _groups(file: Path) -> dict[str, list[Any]]:
    found = _json(file, "groups")
    if not isinstance(found, dict) or not found or not all(isinstance(one, list) and one for one in found.values()):
        raise BadInput("groups", 'Groups are written like this: {"A": [1, 2], "B": [3]}. No group may be empty.')
    return found


@consensus.command("ballots")
def ballots(
    for_: Annotated[int, typer.Option("--for", help="Votes for.", min=0)],
    against: Annotated[int, typer.Option(help="Votes against.", min=0)],
    abstain: Annotated[int, typer.Option(help="Abstentions.", min=0)],
    entitled: Annotated[int, typer.Option(help="How many were entitled to vote.", min=0)],
    present: Annotated[int | None, typer.Option(help="How many were there; as many as voted if left out.")] = None,
    preset: Annotated[str, typer.Option(help="Code of the decision rule, as shipped.")] = "P1",
    by_type: Annotated[Path | None, typer.Option(help=f"Votes by type of organisation as JSON: {EXAMPLE}.")] = None,
    earlier: Annotated[
        list[str] | None, typer.Option(help="An earlier round: for/against/abstain; may repeat.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the five numbers of a vote: turnout, approval, one camp or two, across types, coming together."""
    from dashboard.rules.opinions.committee import five_numbers

    vote = _split({"for": for_, "against": against, "abstain": abstain, "entitled": entitled, "present": present}, "")
    rounds = [_round(text, entitled) for text in earlier or ()]
    types = {name: _split(one, name) for name, one in _types(by_type).items()} if by_type else None
    _check_sum(vote, types)
    found = five_numbers(vote, _preset(preset), by_type=types, earlier=rounds)
    if as_json:
        print_json(asdict(found) | {"rule": preset, "agreed_to_abstain": found.agreed_to_abstain})
        return
    from dashboard.cli.consensus_words import five_lines

    for line in five_lines(found, vote):
        typer.echo(line)


def _preset(code: str) -> Any:
    from dashboard.rules.decisions import PRESETS

    if code not in PRESETS:
        raise BadInput("preset", "Please choose one of these rules: %(codes)s.", codes=", ".join(PRESETS))
    return PRESETS[code]


def _types(file: Path) -> dict[str, Any]:
    found = _json(file, "by_type")
    if not isinstance(found, dict):
        raise BadInput("by_type", "Write the types of organisation as a JSON object: name and votes.")
    return found


def _split(written: Any, name: str) -> "Split":
    """Return one split; who voted was present."""
    from dashboard.rules.consensus import Split

    names = ("for", "against", "abstain", "entitled")
    if not isinstance(written, dict) or any(type(written.get(one)) is not int for one in names):
        raise BadInput(
            "by_type", "%(type)s needs whole numbers for: %(names)s.", type=name or "{}", names=", ".join(names)
        )
    cast = written["for"] + written["against"] + written["abstain"]
    present = written.get("present")
    try:
        return Split(
            written["for"],
            written["against"],
            written["abstain"],
            written["entitled"],
            cast if present is None else present,
        )
    except ValueError as error:
        raise BadInput(
            "by_type",
            "%(type)s: more voted or were present than were entitled, or a number is below 0. Correct the numbers.",
            type=name or _("This vote"),
        ) from error


def _round(text: str, entitled: int) -> "Split":
    parts = text.split("/")
    if len(parts) != 3 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        raise BadInput("earlier", "Write an earlier round like 20/15/10: for, against, abstain.")
    votes = dict(zip(("for", "against", "abstain"), map(int, parts), strict=True))
    return _split(votes | {"entitled": entitled}, text)


def _check_sum(vote: "Split", types: dict[str, "Split"] | None) -> None:
    from dashboard.rules.consensus import together

    if types is None:
        return
    total = together(types.values())
    mine = (vote.votes_for, vote.against, vote.abstain, vote.entitled)
    if mine != (total.votes_for, total.against, total.abstain, total.entitled):
        raise BadInput(
            "by_type",
            "The types add up to %(for)s for, %(against)s against, %(abstain)s abstained of %(entitled)s entitled, "
            "which is not this vote. Correct the numbers.",
            **{"for": total.votes_for, "against": total.against, "abstain": total.abstain, "entitled": total.entitled},
        )
