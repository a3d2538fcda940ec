"""Vote charts draw the legal threshold where it is, and say in words what they show."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import theme
from dashboard.charts.votes import (
    consensus_against_turnout,
    describe_consensus_against_turnout,
    describe_motion_bars,
    describe_motion_by_type,
    describe_turnout_line,
    motion_bars,
    motion_by_type,
    turnout_line,
)
from dashboard.i18n import speaking
from tests.charts.reading import marked, texts

MOTION = [
    "label", "votes_for", "votes_against", "votes_abstain", "not_voted", "entitled", "votes_needed", "verdict",
]  # fmt: skip
TYPE = ["label", "type", "choice", "votes"]
SHARES = ["label", "turnout", "approval", "verdict"]


def motions(*rows):
    return pd.DataFrame(rows, columns=MOTION)


TIE = ("Pavement", 27, 20, 5, 2, 54, 28, "Not carried")
SHEDS = ("Sheds", 41, 6, 4, 3, 54, 28, "Carried")
NOBODY = ("Parking", 0, 0, 0, 9, 9, None, "Undefined")


def test_motion_bars_draws_27_of_54_short_of_more_than_half():
    chart = motion_bars(motions(TIE))

    (bar,) = marked(chart, "bar", color=theme.FOR)
    (tick,) = marked(chart, "tick", color=theme.INK)
    assert bar.encoding["x"]["field"] == "share_for"
    assert bar.rows[0]["share_for"] == 27 / 54
    assert tick.encoding["x"]["field"] == "needed_share"
    assert tick.rows[0]["needed_share"] == 28 / 54
    assert [text for text in texts(chart) if text in ("Not carried", "28 needed, 1 short")] == [
        "28 needed, 1 short",
        "Not carried",
    ]


def test_motion_bars_calls_nothing_short_at_exactly_the_votes_needed():
    assert "28 needed" in texts(motion_bars(motions(("Pavement", 28, 20, 4, 2, 54, 28, "Carried"))))


def test_motion_bars_puts_against_left_of_zero_and_all_entitled_at_the_right_end():
    chart = motion_bars(motions(TIE, SHEDS))

    (bar,) = marked(chart, "bar", color=theme.FOR)
    (against,) = marked(chart, "bar", color=theme.AGAINST)
    assert bar.encoding["x"]["scale"] == {"domain": [-0.5, 1], "nice": False}
    assert against.encoding["x"]["field"] == "against_left"
    assert [row["against_left"] for row in against.rows] == [-20 / 54, -6 / 54]


def test_motion_bars_keeps_room_for_numbers_where_nobody_or_everybody_is_against():
    everybody = ("No", 0, 54, 0, 0, 54, 28, "Not carried")

    for row, left in ((NOBODY, -0.2), (everybody, -1.1)):
        (bar,) = marked(motion_bars(motions(row)), "bar", color=theme.FOR)
        assert bar.encoding["x"]["scale"]["domain"] == [left, 1]


def test_motion_bars_writes_abstentions_missing_ballots_and_every_count():
    written = texts(motion_bars(motions(SHEDS)))

    assert written == ["◀ Against", "For ▶", 41, 6, "28 needed", "Sheds", "Carried", "Abstain 4 · Not voted 3"]


def test_motion_bars_writes_invalid_ballots_and_the_recused_where_there_are_any():
    frame = motions(SHEDS, TIE).assign(invalid=[1, 0], recused=[2, 0], not_voted=[2, 2])
    written = [text for text in texts(motion_bars(frame)) if str(text).startswith("Abstain")]

    assert written == ["Abstain 4 · Not voted 2 · Invalid 1 · Recused 2", "Abstain 5 · Not voted 2"]


def test_motion_bars_draws_no_tick_where_the_threshold_is_undefined():
    chart = motion_bars(motions(NOBODY, SHEDS))

    (tick,) = marked(chart, "tick", color=theme.INK)
    assert [row["label"] for row in tick.rows] == ["Sheds"]


def test_motion_bars_keeps_the_order_and_two_motions_of_the_same_name():
    chart = motion_bars(motions(SHEDS, TIE, SHEDS))

    (bar,) = marked(chart, "bar", color=theme.FOR)
    assert bar.encoding["y"]["sort"] is None
    assert bar.encoding["y"]["scale"]["domain"] == [0, 1, 2]
    assert [row["label"] for row in bar.rows] == ["Sheds", "Pavement", "Sheds"]


def test_motion_bars_speaks_the_visitors_language():
    with speaking("zh_CN"):
        chinese = texts(motion_bars(motions(SHEDS)))

    assert chinese[0].startswith("◀ ")
    assert len(chinese) == 8


def test_describe_motion_bars_counts_verdicts_and_names_the_closest():
    assert describe_motion_bars(motions(SHEDS, TIE, NOBODY)) == (
        "3 motions: Carried 1, Not carried 1, Undefined 1. The closest was “Pavement”, 27 for, 28 needed."
    )
    assert describe_motion_bars(motions(SHEDS)) == "1 motion: Carried 1. “Sheds” had 41 for, 28 needed."
    assert describe_motion_bars(motions(NOBODY)) == "1 motion: Undefined 1."


def by_type():
    rows = [("Sheds", "Enterprises", choice, votes) for choice, votes in zip(ORDER, (28, 3, 2, 2), strict=True)]
    rows += [("Sheds", "Other types", choice, votes) for choice, votes in zip(ORDER, (13, 6, 0, 0), strict=True)]
    return pd.DataFrame(rows, columns=TYPE)


ORDER = ("for", "against", "abstain", "not_voted")


def test_motion_by_type_divides_each_bar_by_choice_and_leaves_out_empty_parts():
    (parts,) = marked(motion_by_type(by_type()), "bar")

    drawn = [(row["type"], row["choice"], row["votes"], row["left"], row["right"]) for row in parts.rows]
    assert drawn == [
        ("Enterprises", "for", 28, 0, 28 / 35),
        ("Enterprises", "abstain", 2, 28 / 35, 30 / 35),
        ("Enterprises", "not_voted", 2, 30 / 35, 32 / 35),
        ("Enterprises", "against", 3, 32 / 35, 1),
        ("Other types", "for", 13, 0, 13 / 19),
        ("Other types", "against", 6, 13 / 19, 1),
    ]
    assert parts.encoding["color"]["scale"] == {
        "domain": ["For", "Abstain", "Not voted", "Against"],
        "range": [theme.FOR, theme.ABSTAIN, theme.NOT_VOTED, theme.AGAINST],
    }


def test_motion_by_type_writes_each_number_and_how_many_were_entitled():
    written = texts(motion_by_type(by_type()))

    assert sorted(text for text in written if isinstance(text, int)) == [2, 2, 3, 6, 13, 28]
    assert [text for text in written if isinstance(text, str)] == [
        "Sheds",
        "Enterprises · 35 entitled",
        "Other types · 19 entitled",
    ]


def test_motion_by_type_refuses_two_motions_of_the_same_name():
    with pytest.raises(ValueError, match="own label"):
        motion_by_type(pd.concat([by_type(), by_type()]))


def test_describe_motion_by_type_adds_up_the_votes_for():
    assert describe_motion_by_type(by_type()) == (
        "Votes for by organisation type on 1 motion: Enterprises 28 of 35, Other types 13 of 19."
    )


def shares(*rows):
    return pd.DataFrame(rows, columns=SHARES)


def test_consensus_against_turnout_puts_motions_of_one_place_together():
    chart = consensus_against_turnout(
        shares(("A", 1.0, 1.0, "Carried"), ("B", 1.0, 1.0, "Carried"), ("C", 0.9, 0.6, "Not carried"))
    )

    (dots,) = marked(chart, "point")
    assert [(row["label"], row["motions"]) for row in dots.rows] == [("A / B", 2), ("C", 1)]
    assert dots.encoding["x"]["scale"]["domain"] == [0.5, 1.0]
    assert dots.encoding["color"]["scale"] == {
        "domain": ["Carried", "Not carried"],
        "range": [theme.BLUE, theme.VERMILLION],
    }
    assert dots.encoding["shape"]["scale"]["range"] == ["circle", "diamond"]
    assert texts(chart) == ["C", 2]


def test_consensus_against_turnout_begins_at_zero_where_shares_are_low():
    (dots,) = marked(consensus_against_turnout(shares(("A", 0.3, 0.9, "No quorum"))), "point")

    assert dots.encoding["x"]["scale"]["domain"] == [0.0, 1.0]
    assert dots.encoding["y"]["scale"]["domain"] == [0.5, 1.0]


def test_consensus_against_turnout_hides_what_was_not_measured():
    frame = shares(("A", 0.9, 0.9, "Carried"), ("All abstained", 0.9, None, "Not carried"))

    (dots,) = marked(consensus_against_turnout(frame), "point")
    assert [row["label"] for row in dots.rows] == ["A"]
    assert describe_consensus_against_turnout(frame) == (
        "1 motion; turnout from 90.0% to 90.0%, approval from 90.0% to 90.0%."
    )


def test_turnout_line_is_in_order_of_days_and_keeps_to_one_scale():
    frame = pd.DataFrame(
        [(date(2026, 6, 18), "June", 0.9), (date(2026, 3, 19), "March", 0.29), (date(2026, 9, 17), "September", None)],
        columns=["day", "label", "turnout"],
    )

    (line,) = marked(turnout_line(frame), "line")
    assert [row["label"] for row in line.rows] == ["March", "June"]
    assert line.encoding["y"]["scale"]["domain"] == [0.0, 1.0]
    assert describe_turnout_line(frame) == (
        "Turnout went from 29.0% on Mar 19, 2026 to 90.0% on Jun 18, 2026; the lowest was 29.0%."
    )


@pytest.mark.parametrize(
    ("draw", "describe", "columns"),
    [
        (motion_bars, describe_motion_bars, MOTION),
        (motion_by_type, describe_motion_by_type, TYPE),
        (consensus_against_turnout, describe_consensus_against_turnout, SHARES),
        (turnout_line, describe_turnout_line, ["day", "label", "turnout"]),
    ],
)
def test_vote_charts_of_nothing_say_so(draw, describe, columns):
    empty = pd.DataFrame(columns=columns)

    assert texts(draw(empty)) == ["There is nothing to draw yet."]
    assert describe(empty) == "There is nothing to draw yet."
