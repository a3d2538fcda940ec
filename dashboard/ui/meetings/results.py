"""How one vote ended: counts, the rule, the verdict, the wording; how close it was; and the rounds side by side."""

from collections.abc import Sequence

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, pgettext
from dashboard.labels import label
from dashboard.rules.decisions import Counts, Rule, decide, verdict_in_words
from dashboard.rules.permissions import Permission
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.votes import CountVersion, Result, SeatVote, secret
from dashboard.ui import frame
from dashboard.ui.meetings import checking, objections
from dashboard.ui.minutes import report
from dashboard.ui.safe import paragraphs, plain
from models.enums import BallotForm, VoteMode

SIDE_BY_SIDE = 3
"""Votes in one row; more would be too narrow to read."""


def card(ctx: Context, result: Result, *, by_seat: bool) -> None:
    """Draw the result; with ``by_seat`` those at the table can look up how each seat voted."""
    with st.container(border=True, key=f"result_{result.motion_id}"):
        _question(result)
        _verdict(result)
        if result.shown:
            _denominators(result)
            _options(result)
        st.caption(plain(_facts(result)))
        _versions(result.versions)
        if by_seat:
            _ballots(ctx, result)
            objections.panel(ctx, result)
            report.report_panel(ctx, result)
        if ctx.actor.may(Permission.VOTE_RUN):
            checking.panel(result)


def rounds(ctx: Context, found: Sequence[Result]) -> None:
    """Draw the votes on one item beside each other, the first on the left; below each other on a phone."""
    for first in range(0, len(found), SIDE_BY_SIDE):
        row = found[first : first + SIDE_BY_SIDE]
        places = st.columns(len(row)) if len(found) > 1 else [st.container()]
        for place, result in zip(places, row, strict=True):
            with place:
                card(ctx, result, by_seat=True)


def _question(result: Result) -> None:
    st.markdown(f"**{plain(result.item_title)}** {frame.badge_text(result.outcome)}")
    if result.round_no > 1 or result.amends_id is not None:
        words = _("Motion %(n)d on this item, in new words") if result.amends_id else _("Motion %(n)d on this item")
        st.caption(plain(words % {"n": result.round_no}))
    paragraphs(result.text)
    conditions(result.conditions)


def _verdict(result: Result) -> None:
    if not result.shown:
        st.markdown(_("Few ballots were cast, so the counts stay hidden: they would tell who voted how."))
    else:
        st.markdown(plain(result.verdict_text()))
    if result.resolution is not None:
        st.markdown(_("Worded as: **%(resolution)s**") % {"resolution": plain(label(result.resolution))})
    margin = result.flip_margin if result.shown else None
    if margin is not None:
        words = ngettext(
            "%(n)d voter voting otherwise would have changed the result.",
            "%(n)d voters voting otherwise would have changed the result.",
            margin,
        )
        st.markdown(plain(words % {"n": margin}))


def conditions(text: str) -> None:
    """Draw the conditions of a motion; nothing where there are none."""
    if text:
        st.markdown("**" + _("On condition that") + f"** {plain(text)}")


def _denominators(result: Result) -> None:
    """Draw which way to treat those who were recused counted, and how the other one would have ended."""
    if result.other_counts is None:
        return
    words = ngettext("%(n)d seat was recused.", "%(n)d seats were recused.", result.recused) % {"n": result.recused}
    kept = _("Counted with the recused in the number.")
    deducted = _("Counted with the recused taken out of the number.")
    rule = deducted if result.deducts_recused else kept
    other = _("The other way, for comparison: %(verdict)s") % {"verdict": _verdict_of(result, result.other_counts)}
    st.markdown(f":material/person_off: {plain(words)} {plain(rule)}  \n{plain(other)}")


def _verdict_of(result: Result, counts: Counts) -> str:
    rule = Rule.from_json(result.rule)
    return verdict_in_words(rule, counts, decide(rule, counts))


def _options(result: Result) -> None:
    """Draw what each option got, in the order of the ballot, and which are carried."""
    if result.option_counts is None:
        return
    heading = _("Points") if result.form is BallotForm.RANKING else _("Approvals")
    carried = result.option_carried or (False,) * len(result.options)
    lines: list[dict[str, object]] = [
        {_("Option"): option, heading: str(count), _("Result"): _("carried") if ok else _("not carried")}
        for option, count, ok in zip(result.options, result.option_counts, carried, strict=True)
    ]
    frame.table(lines, f"options_{result.motion_id}")


def _facts(result: Result) -> str:
    facts = [label(result.mode), result.rule_text()]
    if result.issued is not None:
        facts.insert(
            1,
            _("issued %(issued)s, returned %(returned)s, invalid %(invalid)s")
            % {"issued": result.issued, "returned": result.returned, "invalid": result.invalid},
        )
    return " · ".join(facts)


def _versions(versions: Sequence[CountVersion]) -> None:
    """Draw every version of a count that was corrected, with the reason."""
    if len(versions) < 2:
        return
    with st.expander(_("Versions of the count"), icon=":material/history:"):
        for one in versions:
            figures = _("for %(yes)d, against %(no)d, abstained %(abstain)d") % {
                "yes": one.votes_for,
                "no": one.votes_against,
                "abstain": one.votes_abstain,
            }
            heading = _("Version %(n)d") % {"n": one.version}
            line = f"**{plain(heading)}** {plain(f'{figures} · {moment(one.at)}')} {frame.badge_text(one.outcome)}"
            reason = plain(_("Reason: %(reason)s") % {"reason": one.reason}) if one.reason else ""
            st.markdown(f"{line}  \n{reason}" if reason else line)


def _ballots(ctx: Context, result: Result) -> None:
    """Offer what can be looked up of the ballots: how each seat voted, or the receipts that lay in the box."""
    if result.mode is VoteMode.RECORDED:
        if st.toggle(_("Show how each seat voted"), key=f"by_seat_{result.motion_id}"):
            lines = [_line(seat) for seat in votes.recorded(ctx, result.motion_id)]
            frame.table(lines, f"seats_{result.motion_id}")
    elif result.mode is VoteMode.SECRET and st.toggle(
        _("Show the receipts of the ballots counted"), key=f"receipts_{result.motion_id}"
    ):
        st.caption(_("Look for the receipt you noted: it proves that your ballot was counted, not how you voted."))
        st.code("\n".join(secret.receipts(ctx, result.motion_id)), language=None)


def _line(seat: SeatVote) -> dict[str, object]:
    return {
        _("Seat"): str(seat.seat_number),
        _("Unit"): seat.organisation,
        _("Vote"): _voted(seat),
    }


def _voted(seat: SeatVote) -> str:
    if seat.recused:
        return _("recused")
    if seat.choice is None:
        return _("did not vote") if seat.present else _("not present")
    return pgettext("between counts", ", ").join(seat.marked) or label(seat.choice)
