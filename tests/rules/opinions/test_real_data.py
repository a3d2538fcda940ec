"""Real conversations: the figures a Polis server computed itself, and exported ones, reproduced from the votes.

The data stays outside: ``RIVERSIDE_OPINION_DATA`` names the folder that holds ``openData`` and ``polis-server-output``.
"""

import csv
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from dashboard.exchange.polis import read_statements, read_votes
from dashboard.rules.opinions import Analysis, State, analyse, begin, clusters, figures, fold, matrix
from dashboard.rules.opinions.report import as_dict
from tests.rules.opinions.test_groups import best_of

FOLDER = os.environ.get("RIVERSIDE_OPINION_DATA", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="RIVERSIDE_OPINION_DATA does not name a folder with real votes")


def folders(kind: str) -> list[Path]:
    return sorted(one for one in (Path(FOLDER) / kind).glob("*") if one.is_dir()) if FOLDER else []


class Server(NamedTuple):
    """What a server computed, and ours: from the votes, and with moderated statements a pass of everybody."""

    theirs: dict[str, Any]
    votes: Analysis
    placed: Analysis
    statements: list[int]


@pytest.fixture(params=folders("polis-server-output"), ids=lambda folder: folder.name)
def server(request: pytest.FixtureRequest) -> Server:
    rows = json.loads((request.param / "votes.json").read_text("utf-8"))
    theirs = json.loads((request.param / "math-pca2.json").read_text("utf-8"))
    voters = np.array([row.get("pid", row.get("participant_id")) for row in rows])
    statements = np.array([row.get("tid", row.get("statement_id")) for row in rows])
    votes = np.array([row["vote"] for row in rows])
    plain = matrix(voters, statements, votes, when=np.array([int(float(row["modified"])) for row in rows]))
    out, everybody = theirs["mod-out"], plain.voters
    kept = ~np.isin(statements, out)
    passed = matrix(
        np.concatenate((voters[kept], np.tile(everybody, len(out)))),
        np.concatenate((statements[kept], np.repeat(np.array(out, int), len(everybody)))),
        np.concatenate((votes[kept], np.zeros(len(out) * len(everybody), int))),
    )
    members = dict(zip(theirs["base-clusters"]["id"], theirs["base-clusters"]["members"], strict=True))
    groups = {
        str(group["id"]): [voter for base in group["members"] for voter in members[base]]
        for group in theirs["group-clusters"]
    }
    ours = (analyse(begin(one), given=groups) for one in (plain, passed))
    return Server(theirs, *ours, plain.statements.tolist())


def test_server_counts_are_equal(server: Server):
    assert server.votes.votes.seen.tolist() == [
        server.theirs["user-vote-counts"][str(voter)] for voter in server.votes.votes.voters.tolist()
    ]
    for number, name in enumerate(server.votes.names):
        theirs = server.theirs["group-votes"][name]["votes"]
        for letter, table in zip("ADS", ("agree", "disagree", "seen"), strict=True):
            mine = getattr(server.votes.by_group, table)[number].tolist()
            assert mine == [theirs[str(one)][letter] for one in server.statements]


def test_server_group_informed_consensus_extremity_and_priority(server: Server):
    theirs = server.theirs
    consensus = [theirs["group-aware-consensus"][str(one)] for one in server.statements]
    assert server.votes.told.gic.tolist() == pytest.approx(consensus, abs=1e-12)
    assert server.placed.told.extremity.tolist() == pytest.approx(theirs["pca"]["comment-extremity"], abs=1e-9)
    priority = figures.priority(server.votes.by_group, server.placed.told.extremity, server.votes.votes.meta)
    known = [
        (mine, theirs["comment-priorities"].get(str(one)))
        for mine, one in zip(priority, server.statements, strict=True)
    ]
    mine, expected = zip(*((value, other) for value, other in known if other is not None), strict=True)
    assert mine == pytest.approx(expected, rel=1e-9)


def test_server_projection_is_ours_up_to_its_sign(server: Server):
    bases, ours = server.theirs["base-clusters"], server.placed
    mine = np.array(
        [ours.placed[np.searchsorted(ours.votes.voters, members)].mean(axis=0) for members in bases["members"]]
    )
    for axis, name in enumerate("xy"):
        theirs = np.array(bases[name])
        sign = np.sign(mine[:, axis] @ theirs)
        assert (sign * mine[:, axis]).tolist() == pytest.approx(theirs.tolist(), abs=1e-9)


def test_server_representative_statements_and_their_tests(server: Server):
    for number, name in enumerate(server.votes.names):
        theirs = server.theirs["repness"][name]
        mine = [(server.statements[column], side) for column, side in server.votes.told.representative[number]]
        assert mine == [(one["tid"], one["repful-for"]) for one in theirs]
        for one in theirs:
            column, side = server.statements.index(one["tid"]), one["repful-for"][0]
            found = [
                float(getattr(server.votes.by_group, field)[number][column])
                for field in (f"p{side}", f"p{side}t", f"r{side}")
            ]
            assert found == pytest.approx([one["p-success"], one["p-test"], one["repness"]], abs=1e-9)
            # the server keeps this one as a 32-bit float
            test = float(getattr(server.votes.by_group, f"r{side}t")[number][column])
            assert test == pytest.approx(one["repness-test"], rel=1e-6)


def test_server_consensus_statements(server: Server):
    for side, mine in (("agree", server.votes.told.agreed), ("disagree", server.votes.told.disagreed)):
        assert [server.statements[column] for column in mine] == [
            one["tid"] for one in server.theirs["consensus"][side]
        ]


class Open(NamedTuple):
    """An open conversation: its folder, what to expect, and the columns of its votes."""

    folder: Path
    expected: dict[str, Any]
    columns: tuple[Any, Any, Any, Any]

    def state(self, moderated: bool) -> State:
        voters, statements, votes, when = self.columns
        out = read_statements((self.folder / "comments.csv").read_bytes()) if moderated else None
        dropped = out.of(statements, out.dropped) if out else []
        return begin(matrix(voters, statements, votes, when=when, dropped=dropped))


@pytest.fixture(params=folders("openData"), ids=lambda folder: folder.name)
def conversation(request: pytest.FixtureRequest) -> Open:
    read = read_votes((request.param / "votes.csv").read_bytes())
    expected = json.loads((request.param / "expected.json").read_text("utf-8"))
    return Open(request.param, expected, (read.voters, read.statements, read.votes, read.when))


def exported_groups(folder: Path) -> dict[str, list[int]]:
    with (folder / "participants-votes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["group-id"] != ""]
    names = sorted({row["group-id"] for row in rows})
    return {name: [int(row["participant"]) for row in rows if row["group-id"] == name] for name in names}


def test_open_counts_are_equal(conversation: Open):
    found, expected = (
        analyse(conversation.state(False), given=exported_groups(conversation.folder)),
        conversation.expected,
    )
    assert (len(found.votes.voters), len(found.votes.statements), len(found.votes.code)) == (
        expected["participants"],
        expected["statements"],
        expected["votes"],
    )
    for name in ("agree", "disagree", "seen"):
        assert getattr(found.by_group, name).tolist() == expected["from_exported_groups"][name]
    consensus = expected["from_exported_groups"]["group_informed_consensus"]
    assert found.told.gic.tolist() == pytest.approx(consensus, abs=1e-12)


def test_exported_group_informed_consensus_is_ours(conversation: Open):
    with (conversation.folder / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if "group-informed-consensus" not in rows[0]:
        pytest.skip("this conversation exports no group-informed consensus")
    exported = {int(row["comment-id"]): float(row["group-informed-consensus"]) for row in rows}
    found = analyse(conversation.state(False), given=exported_groups(conversation.folder))
    theirs = [exported[one] for one in found.votes.statements.tolist()]
    assert found.told.gic.tolist() == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_open_inertia_is_that_of_the_best_of_50_restarts(conversation: Open, k: int):
    found = analyse(conversation.state(True), with_stability=False)
    points = found.placed[found.grouping.rows]
    label = clusters.settled(points, clusters.kmeans(points, np.ones(len(points)), k))
    assert clusters.inertia(points, label) <= 1.001 * best_of(points, k, 50)


def test_open_figures_are_the_same_for_any_order_and_any_batches(conversation: Open):
    expected = as_dict(analyse(conversation.state(False)), members=True)
    voters, statements, votes, when = conversation.columns
    order = np.argsort(when, kind="stable")
    state = None
    for part in np.array_split(order, 5):
        batch = matrix(voters[part], statements[part], votes[part])
        state = begin(batch) if state is None else fold(state, batch)
    assert state is not None
    shuffled = np.random.default_rng(1).permutation(len(votes))
    again = begin(matrix(voters[shuffled], statements[shuffled], votes[shuffled], when=when[shuffled]))
    for other in (state, again):
        found = as_dict(analyse(other), members=True)
        assert found | {"seconds": None} == expected | {"seconds": None}
