"""An analysis and the five numbers, as lines to read."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dashboard.formats import percent
from dashboard.i18n import gettext as _

if TYPE_CHECKING:
    from dashboard.rules.consensus import Split
    from dashboard.rules.opinions.committee import FiveNumbers

SHOWN = 10
TEXT = 60


def lines(found: dict[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    """Return the conversation, its groups, and the statements that unite and divide most; ``texts`` by their ids."""
    yield _("Voters %(voters)s, statements %(statements)s, votes %(votes)s") % {
        "voters": found["participants"],
        "statements": found["statements"],
        "votes": found["votes"],
    }
    for one in found["groups"]:
        yield _("Group %(group)s: %(n)s voters") % {"group": one["id"], "n": one["size"]}
    yield from _stability(found["stability"])
    unites = sorted(found["by_statement"], key=lambda one: (-one["gic_root"], str(one["id"])))
    yield _("All groups agree most with (mean share of the groups, lowest group):")
    yield from (_row(one, texts) for one in unites[:SHOWN])
    divides = sorted(found["by_statement"], key=lambda one: (-_gap(one), str(one["id"])))
    if found["k"] > 1:
        yield _("The groups differ most on:")
        yield from (_row(one, texts) for one in divides[:SHOWN])
    for name, ids in found["representative"].items():
        sides = found["representative_sides"][name]
        told = [f"{one}{'+' if side == 'agree' else '-'}" for one, side in zip(ids, sides, strict=True)]
        yield _("Speaks for group %(group)s (+ agrees, - disagrees): %(ids)s") % {"group": name, "ids": ", ".join(told)}
    agreed, refused = (", ".join(map(str, found["consensus"][side])) or "—" for side in ("agree", "disagree"))
    yield _("A clear majority agrees with: %(ids)s") % {"ids": agreed}
    yield _("A clear majority disagrees with: %(ids)s") % {"ids": refused}


def _stability(value: float | None) -> Iterator[str]:
    from dashboard.rules.opinions.groups import STABLE

    if value is None:
        return
    yield _("Stability of the groups: %(value)s (1: every sample shows the same)") % {"value": f"{value:.2f}"}
    if value < STABLE:
        yield _("There are no stable groups: do not report them, only what all agree on.")


def _gap(one: dict[str, Any]) -> float:
    shares = [group["pa"] for group in one["groups"].values()]
    return max(shares) - min(shares) if shares else 0.0


def _row(one: dict[str, Any], texts: Mapping[str, str]) -> str:
    groups = "  ".join(
        f"{name} {_share(group['pa'])} ({group['agree']}/{group['disagree']}/{group['seen']})"
        for name, group in one["groups"].items()
    )
    least = one["worst_group_share"]
    said = " ".join(texts.get(str(one["id"]), "").split())
    said = said if len(said) <= TEXT else said[: TEXT - 1] + "…"
    return f"  {one['id']!s:>6}  {_share(one['gic_root'])}  {_share(least)}  {groups}  {said}"


def five_lines(found: "FiveNumbers", vote: "Split") -> Iterator[str]:
    """Return the five numbers, one question each."""
    yield _("Turnout: %(share)s (%(cast)s of %(entitled)s)") % {
        "share": percent(vote.cast, vote.entitled),
        "cast": vote.cast,
        "entitled": vote.entitled,
    }
    yield _("Approval: %(share)s of those for or against") % {"share": percent(vote.votes_for, vote.decisive)}
    if found.votes_needed is not None:
        yield _("Needed: %(needed)s votes for; over: %(over)s, short: %(short)s") % {
            "needed": found.votes_needed,
            "over": found.votes_over,
            "short": found.votes_short,
        }
    yield _("One camp or two (-1 two, 0 even, 1 one): %(value)s") % {"value": _number(found.agreement)}
    if found.agreed_to_abstain:
        yield _("All who voted abstained.")
    yield _("Across organisation types: %(share)s") % {"share": _share(found.bridging)}
    if found.lowest_type is not None:
        yield _("Lowest approval: %(type)s, %(share)s") % {
            "type": _named(found.lowest_type),
            "share": _share(found.lowest_type_share),
        }
    for change in found.converging:
        yield _("From one round to the next: approval %(approval)s, one camp %(agreement)s") % {
            "approval": _signed(change.approval),
            "agreement": _signed(change.agreement),
        }


def _named(code: str) -> str:
    """Return the label of a type the house knows, else the name as given."""
    from dashboard.labels import label
    from dashboard.rules.consensus import MergedGroup
    from models.enums import OrganisationType

    for known in (OrganisationType, MergedGroup):
        if code in [one.value for one in known]:
            return label(known(code))
    return code


def _share(value: float | None) -> str:
    """Return a share with one decimal, rounded down as ``percent`` does."""
    if value is None:
        return "—"
    return percent(int(value * 1_000_000 + 1e-3), 1_000_000)


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _signed(value: float | None) -> str:
    return "—" if value is None else f"{value:+.2f}"
