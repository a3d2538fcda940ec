"""Paper ballots are counted by two tellers, each on their own page; the second who agrees closes the vote."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.labels import field_label
from dashboard.rules.permissions import Permission
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.votes import Paper, Result, TellerState
from dashboard.ui import feedback, live
from dashboard.ui.meetings import figures
from dashboard.ui.safe import plain
from models.enums import BallotForm


def counting(ctx: Context, meeting_id: int, paper: Paper) -> None:
    """Draw where the counting of the paper ballots stands, and the form of whoever may count."""
    st.markdown("**" + _("Voting has ended. Two tellers count the paper ballots, each on their own.") + "**")
    if not ctx.actor.may(Permission.VOTE_COUNT) or paper.recused:
        return
    state = votes.teller_state(ctx, paper.motion_id)
    if state.mine is None:
        if state.others:
            st.markdown(_("One teller has entered a count. It stays hidden until yours is entered."))
        with st.expander(_("Enter my count as a teller"), icon=":material/calculate:", key="teller_open"):
            _form(meeting_id, paper)
        return
    figures.begin(_name(paper), state.mine)
    if state.differs:
        st.warning(_differing(state), icon=":material/compare_arrows:")
        _form(meeting_id, paper)
        return
    st.success(_("Your count is entered. The vote closes when a second teller enters the same."))
    with st.expander(_("Enter it anew"), icon=":material/edit:", key="teller_open"):
        _form(meeting_id, paper)


def _differing(state: TellerState) -> str:
    """Return which lines differ; the other's figures are not shown, so that nobody just copies them."""
    lines = pgettext("between counts", ", ").join(field_label(field) for field in state.differs)
    words = _("The two counts differ in: %(lines)s. Count these again and enter what you find.")
    return words % {"lines": plain(lines)}


def _form(meeting_id: int, paper: Paper) -> None:
    options = paper.options if paper.form is not BallotForm.QUESTION else ()
    with st.form(f"teller_{paper.motion_id}", border=False):
        st.caption(
            _("Valid and invalid ballots together are those returned. More returned than issued: the vote is void.")
        )
        figures.fields(_name(paper), paper=True, options=options, ranks=paper.form is BallotForm.RANKING)
        st.form_submit_button(
            _("Enter my count"), key="teller_go", type="primary", on_click=_send, args=(meeting_id, paper)
        )


def _name(paper: Paper) -> str:
    return f"count_{paper.motion_id}"


def _send(meeting_id: int, paper: Paper) -> None:
    options = len(paper.options) if paper.form is not BallotForm.QUESTION else 0

    def enter(ctx: Context, motion_id: int, *, key: str) -> TellerState:
        return votes.enter_count(ctx, motion_id, figures.typed(_name(paper), paper=True, options=options), key=key)

    feedback.act(
        enter,
        paper.motion_id,
        key=f"teller_{paper.motion_id}",
        done=_entered,
        then=lambda _state: live.publish(f"meeting:{meeting_id}"),
    )


def _entered(state: object) -> str:
    if not isinstance(state, TellerState) or state.result is None:
        return "" if isinstance(state, TellerState) and state.differs else _("Your count is entered.")
    return state.result.verdict_text()


def hands(meeting_id: int, paper: Paper) -> None:
    """Draw the form that closes a show of hands with three numbers."""
    voters = paper.turnout.present
    with st.form(f"hands_{paper.motion_id}", border=False):
        st.caption(
            _("Count the hands one after another. %(n)d may vote: the three numbers together cannot be more.")
            % {"n": voters}
        )
        figures.fields(f"hands_{paper.motion_id}", paper=False, most=voters)
        st.form_submit_button(
            _("Close and announce"),
            key="hands_go",
            type="primary",
            on_click=_send_hands,
            args=(meeting_id, paper.motion_id),
        )


def _send_hands(meeting_id: int, motion_id: int) -> None:
    feedback.act(
        _close_hands,
        motion_id,
        key=f"hands_{motion_id}",
        done=lambda result: result.verdict_text() if isinstance(result, Result) else "",
        then=lambda _result: live.publish(f"meeting:{meeting_id}"),
    )


def _close_hands(ctx: Context, motion_id: int, *, key: str) -> Result:
    shown = figures.typed(f"hands_{motion_id}", paper=False)
    return votes.close_hands(ctx, motion_id, shown.votes_for, shown.votes_against, shown.votes_abstain, key=key)
