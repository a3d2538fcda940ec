"""An analysis as plain figures, ready for JSON: what cannot be told is ``None``, never 0."""

import math
from typing import Any

from dashboard.rules.opinions.analysis import Analysis
from dashboard.rules.opinions.vote_matrix import Floats, Ids

SHARES = ("pa", "pd", "ra", "rd", "pat", "pdt", "rat", "rdt")
COUNTS = ("agree", "disagree", "seen")


def as_dict(of: Analysis, *, members: bool = False) -> dict[str, Any]:
    """Return every figure by name; voter ids only where ``members`` are asked for."""
    ids, names = of.votes.statements.tolist(), of.names
    return {
        "participants": len(of.votes.voters),
        "statements": len(ids),
        "votes": len(of.votes.code),
        "grouped": len(of.grouping.rows),
        "k": of.grouping.k,
        "silhouette": of.grouping.silhouette,
        "stability": of.stability,
        "groups": [_group(of, number, members) for number in range(len(names))],
        "by_statement": _statements(of, ids),
        "representative": {
            name: [ids[column] for column, _side in chosen]
            for name, chosen in zip(names, of.told.representative, strict=True)
        },
        "representative_sides": {
            name: [side for _column, side in chosen] for name, chosen in zip(names, of.told.representative, strict=True)
        },
        "consensus": {
            "agree": [ids[column] for column in of.told.agreed],
            "disagree": [ids[column] for column in of.told.disagreed],
        },
        "inertia": of.grouping.inertia,
        "seconds": of.seconds,
    }


def _group(of: Analysis, number: int, members: bool) -> dict[str, Any]:
    rows = of.grouping.rows[of.grouping.label == number]
    found: dict[str, Any] = {"id": of.names[number], "size": len(rows)}
    if members:
        found["members"] = _plain(of.votes.voters[rows])
    return found


def _plain(ids: Ids) -> list[Any]:
    listed: list[Any] = ids.tolist()
    return listed


def _statements(of: Analysis, ids: list[Any]) -> list[dict[str, Any]]:
    whole = {
        "gic": _known(of.told.gic),
        "gic_root": _known(of.gic_root),
        "worst_group_share": _known(of.worst_group_share),
        "extremity": _known(of.told.extremity),
        "priority": _known(of.told.priority),
        "bridging": _known(of.told.bridging),
    }
    tables = {name: getattr(of.by_group, name).tolist() for name in (*COUNTS, *SHARES)}
    return [
        {
            "id": one,
            **{name: values[column] for name, values in whole.items()},
            "groups": {
                group: {name: table[number][column] for name, table in tables.items()}
                for number, group in enumerate(of.names)
            },
        }
        for column, one in enumerate(ids)
    ]


def _known(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]
