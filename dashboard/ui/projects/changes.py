"""Changes of a project: what was proposed and decided, proposing one, and deciding on it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.formats import day, moment, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import ChangeRead, ProjectPage, Proposed, WaitingChange
from dashboard.ui import feedback, frame, session
from dashboard.ui.amounts import fen, yuan_input
from dashboard.ui.projects.paying import checked, checks, unchecked
from dashboard.ui.safe import paragraphs, plain
from models.enums import ChangeKind, ChangeStatus, FundSource, ProjectStatus

KEYS = ["change_due", "change_amount", "change_scope", "change_reason"]


def changes(page: ProjectPage) -> None:
    """Draw the changes of a project, newest first, and the form for whoever may propose one."""
    if not page.changes and not page.may_change:
        return
    st.subheader(_("Changes"), anchor=False)
    for change in page.changes:
        _change(change)
    if page.may_change:
        _form(page)


def waiting(found: list[WaitingChange]) -> None:
    """Draw the changes that wait for approval, for those who decide on them; nothing where none waits."""
    if not found:
        return
    st.subheader(_("Changes that wait for approval"), anchor=False)
    for one in found:
        with st.container(border=True):
            frame.link("project", f"{one.number}　{one.title}", icon="rule", query={"number": one.number})
            st.markdown(f"{plain(label(one.change.type))}: {plain(words(one.change))}")


def words(change: ChangeRead) -> str:
    """Return what changes, from what to what."""
    match change.type:
        case ChangeKind.DUE_DATE if change.due_before and change.due_after:
            return _("from %(before)s to %(after)s") % {
                "before": day(change.due_before),
                "after": day(change.due_after),
            }
        case ChangeKind.BUDGET if change.source:
            return _("%(source)s, from %(before)s to %(after)s") % {
                "source": label(change.source),
                "before": yuan(change.fen_before),
                "after": yuan(change.fen_after),
            }
        case ChangeKind.LEAD:
            return _("from %(before)s to %(after)s") % {"before": change.lead_before, "after": change.lead_after}
    return change.scope


def _change(change: ChangeRead) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(label(change.type))}** {frame.badge_text(change.status)}")
        paragraphs(words(change))
        st.markdown(_("Reason: %(reason)s") % {"reason": plain(change.reason)})
        if change.answer:
            st.markdown(_("Why it was refused: %(reason)s") % {"reason": plain(change.answer)})
        st.caption(_("Proposed on %(when)s") % {"when": plain(moment(change.proposed_at))})
        if change.may_decide:
            _decide(change)
        elif change.status is ChangeStatus.PROPOSED:
            st.caption(_("Somebody else than who proposed it decides: the chair or the secretariat."))


def _decide(change: ChangeRead) -> None:
    key = f"change_approve_{change.id}"
    st.button(
        _("Approve the change"),
        key=key,
        type="primary",
        on_click=partial(
            feedback.act, projects.approve_change, change.id, key=key, done=_("The change is approved and in force.")
        ),
    )
    with st.expander(_("Refuse the change"), icon=":material/close:"):
        session.start_widget(f"change_no_{change.id}", "")
        st.text_area(_("Reason"), key=f"change_no_{change.id}", max_chars=500, help=_("Everybody can read this."))
        feedback.below("reason")
        st.button(_("Refuse"), key=f"change_refuse_{change.id}", on_click=_send_refusal, args=(change.id,))


def _send_refusal(change_id: int) -> None:
    feedback.act(
        projects.refuse_change,
        change_id,
        session.widget(f"change_no_{change_id}", ""),
        key=f"change_refuse_{change_id}",
        done=_("The change is refused; everything stays as it was."),
    )


def _form(page: ProjectPage) -> None:
    with st.expander(_("Propose a change"), icon=":material/edit_calendar:"):
        st.markdown(
            _(
                "A later due date, another scope, another lead organisation, or a budget that changes by more than a "
                "tenth is approved by the chair or the secretariat, never by who proposed it. "
                "Everything else holds at once."
            )
        )
        kinds = [kind for kind in ChangeKind if _offered(kind, page)]
        kind = st.selectbox(_("What changes"), kinds, format_func=label, key="change_kind")
        _FIELDS[kind](page)
        session.start_widget("change_reason", "")
        st.text_area(_("Reason"), key="change_reason", max_chars=500, help=_("Everybody can read this."))
        feedback.below("reason")
        st.button(_("Propose the change"), key="change_send", type="primary", on_click=_send, args=(page.line.id,))


def _offered(kind: ChangeKind, page: ProjectPage) -> bool:
    if kind is ChangeKind.BUDGET:
        return page.line.status is not ProjectStatus.PLANNED
    return kind is not ChangeKind.LEAD or bool(page.leads_next)


def _due_date(page: ProjectPage) -> None:
    session.start_widget("change_due", max(page.line.due_on, session.context().today()))
    st.date_input(_("New due date"), key="change_due", format="YYYY-MM-DD")
    feedback.below("due_on")


def _budget(page: ProjectPage) -> None:
    source = FundSource(str(st.selectbox(_("Source"), list(FundSource), format_func=label, key="change_source")))
    now = {part.source: part.budget.approved_fen for part in page.budget}.get(source, 0)
    st.caption(_("%(amount)s is approved from this source.") % {"amount": plain(yuan(now))})
    yuan_input(_("New amount approved, in yuan"), "change_amount", "approved_fen")
    checks("change", source, page)


def _scope(page: ProjectPage) -> None:
    session.start_widget("change_scope", "")
    st.text_area(_("What is done differently"), key="change_scope", max_chars=500, help=_("Everybody can read this."))
    feedback.below("scope")


def _lead(page: ProjectPage) -> None:
    names = page.leads_next
    st.selectbox(_("New lead organisation"), list(names), format_func=lambda one: names.get(one, ""), key="change_lead")
    feedback.below("lead")


_FIELDS: dict[ChangeKind, Callable[[ProjectPage], None]] = {
    ChangeKind.DUE_DATE: _due_date,
    ChangeKind.BUDGET: _budget,
    ChangeKind.SCOPE: _scope,
    ChangeKind.LEAD: _lead,
}


def _send(project_id: int) -> None:
    def propose(ctx: Context, key: str) -> Proposed:
        reason = session.widget("change_reason", "")
        match session.widget("change_kind"):
            case ChangeKind.BUDGET:
                amount, source = fen("change_amount", "approved_fen") or 0, session.widget("change_source")
                return projects.propose_budget(
                    ctx, project_id, source, amount, reason, checked("change", source), key=key
                )
            case ChangeKind.SCOPE:
                return projects.propose_scope(ctx, project_id, session.widget("change_scope", ""), reason, key=key)
            case ChangeKind.LEAD:
                return projects.propose_lead(ctx, project_id, session.widget("change_lead"), reason, key=key)
        return projects.propose_due_date(ctx, project_id, session.widget("change_due"), reason, key=key)

    feedback.act(
        propose,
        key="change_send",
        done=lambda made: _SAID[made.status](),
        then=lambda _made: session.forget_widgets([*KEYS, *unchecked("change")]),
    )


_SAID: dict[ChangeStatus, Callable[[], str]] = {
    ChangeStatus.PROPOSED: lambda: _("The change is proposed. It holds once somebody else has approved it."),
    ChangeStatus.APPROVED: lambda: _("The change is small enough to hold at once; it is recorded."),
    ChangeStatus.REFUSED: lambda: _("The change is refused; everything stays as it was."),
}
