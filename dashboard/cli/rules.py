"""Which decision rules are there, and does a vote carry under one of them?"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from sqlalchemy.engine import make_url

from dashboard.cli.common import database, print_json, system
from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.settings import settings

if TYPE_CHECKING:
    from dashboard.rules.decisions import Counts, Rule

rules = typer.Typer(no_args_is_help=True, help="Decision rules.")

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
AREA = "in whole 0.01 m²"


class Known(NamedTuple):
    """A rule that may be named by its code; ``version`` is ``None`` for a preset as shipped."""

    title: str
    rule: "Rule"
    version: int | None = None
    retired: bool = False


def decide(
    eligible: Annotated[int, typer.Option(help="How many were entitled to vote.")],
    present: Annotated[int, typer.Option(help="How many were there.")],
    for_: Annotated[int, typer.Option("--for", help="Votes for.")],
    against: Annotated[int, typer.Option(help="Votes against.")],
    abstain: Annotated[int, typer.Option(help="Abstentions.")] = 0,
    invalid: Annotated[int, typer.Option(help="Invalid ballots.")] = 0,
    preset: Annotated[str, typer.Option(help="Code of the decision rule.")] = "P1",
    rule: Annotated[str, typer.Option(help="A rule of your own as JSON, or a file that holds it.")] = "",
    eligible_weight: Annotated[int | None, typer.Option(help=f"Total floor area {AREA}.")] = None,
    present_weight: Annotated[int | None, typer.Option(help=f"Floor area present {AREA}.")] = None,
    for_weight: Annotated[int | None, typer.Option(help=f"Floor area for {AREA}.")] = None,
    against_weight: Annotated[int | None, typer.Option(help=f"Floor area against {AREA}.")] = None,
    abstain_weight: Annotated[int | None, typer.Option(help=f"Floor area abstained {AREA}.")] = None,
    invalid_weight: Annotated[int | None, typer.Option(help=f"Floor area of invalid ballots {AREA}.")] = None,
    recused: Annotated[int, typer.Option(help="How many recused themselves, among those entitled.")] = 0,
    recused_present: Annotated[int, typer.Option(help="How many of them are among those present.")] = 0,
    recused_weight: Annotated[int, typer.Option(help=f"Floor area of the recused {AREA}.")] = 0,
    recused_present_weight: Annotated[int, typer.Option(help=f"Floor area of the recused present {AREA}.")] = 0,
    deduct_recused: Annotated[bool, typer.Option("--deduct-recused", help="Count without the recused.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say whether a vote carries under a decision rule, and how. The exit code is 0 whatever the outcome."""
    from dashboard.rules import decisions

    applied = _typed(rule) if rule else _named(preset)
    areas = (eligible_weight, present_weight, for_weight, against_weight, abstain_weight, invalid_weight)
    counts = decisions.Counts(eligible, present, for_, against, abstain, invalid, *areas)
    recusal = (recused, recused_present, recused_weight, recused_present_weight)
    if as_json:
        names = ("recused", "recused_present", "recused_weight", "recused_present_weight")
        found = decisions.decide_json(applied, counts, **dict(zip(names, recusal, strict=True)), deducts=deduct_recused)
        print_json(found)
        return
    for line in _lines(applied, counts, recusal, deduct_recused):
        typer.echo(line)


def _lines(rule: "Rule", counts: "Counts", recusal: tuple[int, int, int, int], deducts: bool) -> list[str]:
    """Return rule, verdict, arithmetic and margin; both ways where somebody recused themselves."""
    from dashboard.rules.decisions import in_words, without_recused

    recused, here, area, area_here = recusal
    others = without_recused(counts, recused, here, recused_weight=area, recused_present_weight=area_here)
    lines = [in_words(rule)]
    for deducted in [deducts, not deducts] if recused else [False]:
        if deducted is not deducts:
            lines.append(_("The other way to count the recused:"))
        lines += _way(rule, others if deducted else counts, recused, here, deducted)
    return lines


def _way(rule: "Rule", counts: "Counts", recused: int, here: int, deducted: bool) -> list[str]:
    from dashboard.rules import decisions

    words = decisions.verdict_in_words(
        rule, counts, decisions.decide(rule, counts), recused=recused, recused_present=here, deducted=deducted
    )
    lines = [words, *(f"- {step}" for step in decisions.steps_in_words(rule, counts))]
    if not decisions.counts_weight(rule):  # the area of each voter is not asked for
        lines.append("- " + decisions.margin_in_words(decisions.flip_margin(rule, counts)))
    return lines


@rules.command("list")
def list_rules(as_json: AsJson = False) -> None:
    """List the decision rules: those of the database, or as shipped where there is none yet."""
    from dashboard.rules.decisions import in_words

    found = known()
    if as_json:
        print_json([_row(code, one) for code, one in found.items()])
        return
    for code, one in found.items():
        state = "　" + _("out of use") if one.retired else ""
        version = _("version %(n)s") % {"n": one.version} if one.version else _("as shipped")
        typer.echo(f"{code}　{one.title}（{version}）{state}")
        typer.echo(f"    {in_words(one.rule)}")


def _row(code: str, one: Known) -> dict[str, Any]:
    from dashboard.rules.decisions import in_words

    return {
        "code": code,
        "version": one.version,
        "title": one.title,
        "sentence": in_words(one.rule),
        "retired": one.retired,
        "rule": one.rule.to_json(),
    }


def known() -> dict[str, Known]:
    """Return the rules by code: those of the database where there is one, the presets as shipped otherwise."""
    from dashboard.rules.decisions import PRESET_TITLES, PRESETS

    if not _has_database():
        return {code: Known(_(PRESET_TITLES[code]), rule) for code, rule in PRESETS.items()}
    from dashboard.services import decision_rules

    engine = database()
    try:
        found = decision_rules.rules(system(engine))
        return {
            one.code: Known(one.newest.title, one.newest.rule, one.newest.version, one.newest.retired) for one in found
        }
    finally:
        engine.dispose()


def _has_database() -> bool:
    url = make_url(settings().url)
    if url.get_backend_name() != "sqlite":
        return True
    return bool(url.database) and Path(str(url.database)).exists()


def _named(code: str) -> "Rule":
    found = known()
    if code not in found:
        raise BadInput("preset", "Please choose one of these rules: %(codes)s.", codes=", ".join(found))
    return found[code].rule


def _typed(text: str) -> "Rule":
    """Return the rule typed as JSON, or kept in a file."""
    from dashboard.rules.decisions import Rule

    try:
        written = text if text.lstrip().startswith("{") else Path(text).read_text("utf-8")
        return Rule.from_json(json.loads(written))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(
            "rule", "This is neither a rule in JSON nor a file that holds one: %(text)s", text=text[:80]
        ) from error
