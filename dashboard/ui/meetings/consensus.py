"""The charts of closed votes, each with its figures as a table."""

import pandas as pd
import streamlit as st

from dashboard import formats
from dashboard.charts import votes as drawn
from dashboard.charts.words import share_text
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services.insights import NOT_VOTED
from dashboard.ui import charts
from models.enums import Choice


def motions(frame: pd.DataFrame) -> None:
    """Draw every motion against its threshold."""
    columns = {
        "meeting": _("Meeting"),
        "label": _("Motion"),
        "mode": _("Way to vote"),
        "votes_for": label(Choice.FOR),
        "votes_against": label(Choice.AGAINST),
        "votes_abstain": label(Choice.ABSTAIN),
        "invalid": _("Invalid"),
        "not_voted": _("Not voted"),
        "recused": _("Recused"),
        "entitled": _("Should attend"),
        "present": _("Present"),
        "votes_needed": _("Votes needed"),
        "verdict": _("Result"),
    }
    needed = ["—" if pd.isna(votes) else str(int(votes)) for votes in frame["votes_needed"]]
    words = frame.assign(votes_needed=needed)
    st.subheader(_("How each motion was decided"), anchor=False)
    charts.show(charts.drawn(drawn.motion_bars, frame), words, drawn.describe_motion_bars(frame), columns, "motions")


def by_type(frame: pd.DataFrame) -> None:
    """Draw how each type of organisation voted; types too small to be shown alone are merged."""
    columns = {
        "meeting": _("Meeting"),
        "label": _("Motion"),
        "type": _("Type"),
        "choice_text": _("Vote"),
        "votes": _("Seats"),
    }
    words = {choice.value: label(choice) for choice in Choice} | {NOT_VOTED: _("Not voted")}
    table = frame.assign(choice_text=[words[choice] for choice in frame["choice"]])
    st.subheader(_("By type of organisation"), anchor=False)
    st.caption(_("Types with few seats are merged, so that nobody's vote can be read from the figures."))
    charts.show(
        charts.drawn(drawn.motion_by_type, frame),
        table,
        drawn.describe_motion_by_type(frame),
        columns,
        "motions_by_type",
    )


def agreement(frame: pd.DataFrame) -> None:
    """Draw turnout against approval, with plain rates and the statistics of agreement in the table."""
    columns = {
        "meeting": _("Meeting"),
        "label": _("Motion"),
        "turnout": _("Turnout"),
        "attendance": _("Attendance rate"),
        "approval": _("Approval"),
        "agreement": _("Agreement (−1 to 1)"),
        "bridging": _("Approval across types (0 to 1)"),
    }
    shares = {name: [_share(value) for value in frame[name]] for name in ("turnout", "attendance", "approval")}
    indices = {name: [_index(value) for value in frame[name]] for name in ("agreement", "bridging")}
    st.subheader(_("How solid the results are"), anchor=False)
    charts.show(
        charts.drawn(drawn.consensus_against_turnout, frame),
        frame.assign(**shares, **indices),
        drawn.describe_consensus_against_turnout(frame),
        columns,
        "agreement",
    )
    st.caption(
        _(
            "Turnout: ballots of those who should attend. Approval: votes for, of votes for and against. Agreement "
            "(van der Eijk) and approval across types are experimental figures without any legal force; — means not "
            "measurable."
        )
    )


def turnout(frame: pd.DataFrame) -> None:
    """Draw turnout from meeting to meeting."""
    columns = {
        "day": _("Day"),
        "meeting": _("Meeting"),
        "motions": _("Motions"),
        "cast": _("Ballots"),
        "entitled": _("Should attend, summed"),
        "turnout": _("Turnout"),
    }
    words = frame.assign(
        day=[formats.day(day) for day in frame["day"]], turnout=[_share(value) for value in frame["turnout"]]
    )
    st.subheader(_("Turnout from meeting to meeting"), anchor=False)
    charts.show(charts.drawn(drawn.turnout_line, frame), words, drawn.describe_turnout_line(frame), columns, "turnout")


def _share(value: float | None) -> str:
    return "—" if value is None or pd.isna(value) else share_text(float(value))


def _index(value: float | None) -> str:
    return "—" if value is None or pd.isna(value) else f"{value:.2f}"
