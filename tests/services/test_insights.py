"""Tables of closed votes: public, counts only, small organisation types merged."""

from datetime import timedelta

import pandas as pd

from dashboard.charts.votes import (
    consensus_against_turnout,
    describe_motion_bars,
    motion_bars,
    motion_by_type,
    turnout_line,
)
from dashboard.services import insights, meetings, votes
from models.enums import BallotForm, Choice, VoteMode
from models.house_rule import HouseRule
from models.meeting import Recusal
from tests.services.table import DAY, Table

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def held(table: Table, number: str, *choices: Choice, present: int = 10) -> int:
    _meeting, _item, motion = table.voting(table.need(number), present=present)
    table.cast(motion, *choices)
    votes.close(table.office, motion)
    return motion


def test_nothing_is_shown_before_a_vote_has_closed(table: Table):
    _meeting, _item, motion = table.voting()
    table.cast(motion, FOR, AGAINST)
    anybody = table.as_("visitor")
    for frame, columns in (
        (insights.motions_frame(anybody), insights.MOTIONS),
        (insights.motions_by_type_frame(anybody), insights.BY_TYPE),
        (insights.turnout_frame(anybody), insights.TURNOUT),
    ):
        assert (len(frame), list(frame.columns)) == (0, list(columns))


def test_motions_frame_has_the_stored_counts_and_shares(table: Table):
    motion = held(table, "N-1", *[FOR] * 5, *[AGAINST] * 3, ABSTAIN, present=9)
    (row,) = insights.motions_frame(table.as_("visitor")).to_dict("records")
    assert {name: row[name] for name in insights.MOTIONS[:15]} == {
        "motion_id": motion,
        "meeting": "2026-WY-01",
        "day": DAY,
        "label": "Item about need 1",
        "mode": "Recorded ballot",
        "votes_for": 5,
        "votes_against": 3,
        "votes_abstain": 1,
        "invalid": 0,
        "not_voted": 2,
        "recused": 0,
        "entitled": 11,
        "present": 9,
        "votes_needed": 6,
        "verdict": "Not carried",
    }
    assert (row["turnout"], row["attendance"], row["approval"]) == (9 / 11, 9 / 11, 5 / 8)


def test_what_cannot_be_measured_is_missing_and_not_nought(table: Table):
    held(table, "N-1")
    row = insights.motions_frame(table.as_("visitor")).iloc[0]
    assert row["turnout"] == 0.0
    assert [pd.isna(row[name]) for name in ("approval", "agreement", "bridging")] == [True, True, True]


def test_types_below_the_small_cell_are_merged(table: Table):
    held(table, "N-1", *[FOR] * 6, AGAINST, AGAINST, ABSTAIN, FOR)
    frame = insights.motions_by_type_frame(table.as_("visitor"))
    assert [(row.type, row.choice, row.votes) for row in frame.itertuples()] == [
        ("Enterprises and institutions", "for", 6),
        ("Enterprises and institutions", "abstain", 0),
        ("Enterprises and institutions", "not_voted", 0),
        ("Enterprises and institutions", "against", 0),
        ("Other types, merged", "for", 1),
        ("Other types, merged", "abstain", 1),
        ("Other types, merged", "not_voted", 1),
        ("Other types, merged", "against", 2),
    ]
    table.save(HouseRule(name="small_cell", value=7))
    assert set(insights.motions_by_type_frame(table.as_("visitor"))["type"]) == {"All types, merged"}


def test_turnout_is_summed_by_meeting_in_order_of_days(table: Table):
    later = table.clock.at + timedelta(days=20)
    held(table, "N-1", *[FOR] * 10)
    first = table.voting(table.need("N-2"))
    table.clock.at = later
    table.cast(first[2], *[FOR] * 7)
    votes.close(table.office, first[2])
    frame = insights.turnout_frame(table.as_("visitor"))
    assert frame["meeting"].tolist() == ["2026-WY-01", "2026-WY-02"]
    assert frame[["cast", "entitled"]].values.tolist() == [[10, 11], [7, 11]]
    assert insights.turnout_frame(table.as_("visitor"), "2026-WY-02")["cast"].tolist() == [7]


def put(table: Table, mode: VoteMode, *recused: int, **kwargs: object) -> int:
    """Return a motion just opened on which these seats are recused."""
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    for seat in recused:
        table.save(
            Recusal(
                meeting_id=_meeting, agenda_item_id=items[0], seat_id=seat, reason="Kin", declared_at=table.clock.at
            )
        )
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1", mode=mode, **kwargs)
    votes.open_vote(table.office, motion)
    return motion


def on_paper(table: Table, figures: votes.Figures) -> None:
    motion = put(table, VoteMode.PAPER)
    votes.end_voting(table.office, motion)
    for teller in (2, 3):
        votes.enter_count(table.as_(teller), motion, figures)


def test_hands_and_paper_have_counts_and_no_split_by_type(table: Table):
    votes.close_hands(table.office, put(table, VoteMode.SHOW_OF_HANDS), 7, 2, 1)
    on_paper(table, votes.Figures(10, 9, 1, 6, 1, 1))
    frame = insights.motions_frame(table.as_("visitor"))
    names = ["mode", "votes_for", "invalid", "not_voted", "turnout"]
    assert frame[names].values.tolist() == [
        ["Show of hands", 7, 0, 1, 10 / 11],
        ["Paper ballot", 6, 1, 2, 9 / 11],
    ]
    assert frame["bridging"].isna().tolist() == [True, True]
    assert len(insights.motions_by_type_frame(table.as_("visitor"))) == 0


def test_void_votes_count_nowhere(table: Table):
    on_paper(table, votes.Figures(9, 10, 0, 10, 0, 0))
    voided = held(table, "N-1", *[FOR] * 7)
    votes.void(table.office, voided, "Two people held one seat")
    anybody = table.as_("visitor")
    assert len(insights.motions_frame(anybody)) == len(insights.turnout_frame(anybody)) == 0
    assert len(insights.motions_by_type_frame(anybody)) == 0


def test_the_recused_leave_the_base_only_where_the_house_rule_said_so(table: Table):
    for rule, base, missing in (("keep", 11, 3), ("deduct", 9, 1)):
        table.save(HouseRule(name="recusal_denominator", value=rule)) if rule == "deduct" else None
        motion = put(table, VoteMode.RECORDED, 3, 4)
        table.cast(motion, FOR, FOR)
        table.cast(motion, *[FOR] * 4, ABSTAIN, ABSTAIN, first=5)
        votes.close(table.office, motion)
        row = insights.motions_frame(table.as_("visitor")).iloc[-1]
        assert (row["entitled"], row["not_voted"], row["recused"]) == (base, missing, 2)
        assert row["turnout"] == 8 / base
        by_type = insights.motions_by_type_frame(table.as_("visitor"))
        assert by_type[by_type["motion_id"] == motion]["votes"].sum() == base


def test_choices_among_options_count_for_turnout_only(table: Table):
    motion = put(table, VoteMode.RECORDED, form=BallotForm.APPROVAL, options=("Lamps", "Handrails"))
    for seat in range(1, 8):
        votes.cast(table.as_(seat), motion, FOR, key=f"o{seat}", marks=[0])
    votes.close(table.office, motion)
    anybody = table.as_("visitor")
    assert len(insights.motions_frame(anybody)) == len(insights.motions_by_type_frame(anybody)) == 0
    assert insights.turnout_frame(anybody)["cast"].tolist() == [7]


def test_the_charts_draw_these_tables(table: Table):
    held(table, "N-1", *[FOR] * 7)
    anybody = table.as_("visitor")
    motions = insights.motions_frame(anybody)
    for chart in (
        motion_bars(motions),
        consensus_against_turnout(motions),
        motion_by_type(insights.motions_by_type_frame(anybody)),
        turnout_line(insights.turnout_frame(anybody)),
    ):
        assert chart.to_dict()["$schema"]
    assert "7 for, 6 needed" in describe_motion_bars(motions)
