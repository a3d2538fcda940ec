"""What has to be disclosed of a project, in one block: why, who decided, notices, agreement, supplier, result."""

import streamlit as st

from dashboard.formats import day, number
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services.projects import AgreementRead, DecisionRead, Disclosure, NoticeRead, ProjectPage
from dashboard.ui import frame
from dashboard.ui.safe import plain


def disclosed(page: ProjectPage, told: Disclosure | None) -> None:
    """Draw the block; what is not there yet is said."""
    if told is None:
        return
    st.subheader(_("Open to everybody"), anchor=False)
    with st.container(border=True):
        _line(_("Why"), plain(told.reasons))
        if told.beneficiaries:
            _line(_("People who benefit"), number(told.beneficiaries))
        _many(_("Decision"), [_decision(one) for one in told.decisions], _("no vote yet"))
        _many(_("Public notice"), [_notice(one) for one in told.notices], _("none"))
        _many(_("Agreement"), [_agreement(one) for one in told.agreements], _("none"))
        if page.supplier:
            _line(_("Who carried the works out"), plain(page.supplier))
        if page.purchase:
            _line(_("How it was bought"), plain(page.purchase))
        if told.result:
            _line(_("Result"), plain(label(told.result)))
        st.caption(_("Costs by source with their execution rate, and photos, stand below."))
    for one in told.notices:
        words = _("Public notice %(number)s") % {"number": one.number}
        frame.link("notices", words, icon="campaign", query={"number": one.number})
    for signed in told.agreements:
        words = _("Agreement %(number)s") % {"number": signed.number}
        frame.link("agreement", words, icon="contract", query={"number": signed.number})


def _line(name: str, text: str) -> None:
    st.markdown(f"**{plain(name)}**　{text}")


def _many(name: str, lines: list[str], none: str) -> None:
    """Draw one line for each, or say that there is none."""
    st.markdown("  \n".join([f"**{plain(name)}**　{lines[0] if lines else plain(none)}", *lines[1:]]))


def _decision(one: DecisionRead) -> str:
    where = _("meeting %(number)s on %(day)s") % {"number": plain(one.meeting), "day": plain(day(one.held_on))}
    parts = [_("%(where)s: %(outcome)s") % {"where": where, "outcome": plain(label(one.outcome))}]
    if one.counts:
        votes = {"for": one.counts[0], "against": one.counts[1], "abstain": one.counts[2], "all": one.entitled}
        parts.append(
            _("%(for)s for, %(against)s against, %(abstain)s abstaining, of %(all)s who should attend") % votes
        )
    if one.conditions:
        parts.append(_("conditions: %(text)s") % {"text": plain(one.conditions)})
    return " · ".join(parts)


def _notice(one: NoticeRead) -> str:
    said = label(one.outcome) if one.outcome else label(one.status)
    span = _("%(first)s to %(last)s") % {"first": plain(day(one.starts_on)), "last": plain(day(one.ends_on))}
    return f"{plain(one.number)} · {span} · {plain(said)}"


def _agreement(one: AgreementRead) -> str:
    signed = _("signed on %(day)s") % {"day": plain(day(one.signed_on))} if one.signed_on else ""
    return " · ".join(part for part in (plain(one.number), plain(one.title), signed) if part)
