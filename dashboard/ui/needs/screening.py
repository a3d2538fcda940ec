"""The secretariat's lists: what waits for a decision, and what waits to be published."""

from functools import partial

import streamlit as st

from dashboard.formats import day, local_date, moment
from dashboard.i18n import either, ngettext
from dashboard.i18n import gettext as _
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import NeedRow
from dashboard.ui import feedback, frame, session
from dashboard.ui.needs import about, decisions, desk, listing, photos, similar
from dashboard.ui.safe import plain
from models.need import NeedRead


def waiting(ctx: Context, rows: list[NeedRow]) -> None:
    """Draw the proposals that wait, the oldest first and open."""
    if not rows:
        frame.empty(_("Nothing waits for screening. New proposals appear here, the oldest first."), "home", _("Home"))
        return
    _one_by_one(ctx, rows)


def listed(ctx: Context, rows: list[NeedRow]) -> None:
    """Draw the needs list, to be published together or dealt with one by one."""
    if not rows:
        frame.empty(
            _("Everything on the needs list is published. Accept a proposal to put it here."),
            "claim_list",
            _("See the claim list"),
        )
        return
    with st.container(border=True):
        st.markdown(_("**Publish together**"))
        for row in rows:
            st.checkbox(plain(f"{row.number}　{row.title}"), key=f"choose_{row.id}")
        decisions.deadline("publish_days")
        desk.round_note(ctx)
        ids = [row.id for row in rows]
        with st.container(horizontal=True):
            st.button(
                _("Publish the chosen items"), key="publish_chosen", type="primary", icon=":material/campaign:",
                on_click=partial(_publish, ids),
            )  # fmt: skip
            st.button(_("Choose all"), key="choose_all", on_click=partial(_choose_all, ids))
    st.subheader(_("One by one"), anchor=False)
    _one_by_one(ctx, rows)


def _one_by_one(ctx: Context, rows: list[NeedRow]) -> None:
    ids = [row.id for row in rows]
    chosen = session.get("screening.open")
    opened = chosen if chosen in ids else ids[0]
    categories = {row.code: either(*row.name) for row in needs.categories(ctx)}
    for row in rows:
        with st.container(border=True):
            frame.link("item", f"{row.number}　{row.title}", icon="description", query={"number": row.number})
            st.caption(f"{plain(moment(row.submitted_at))} · {listing.where(row)}")
            if row.id == opened:
                _opened(ctx, row, categories)
            else:
                st.button(
                    _("Read and decide"),
                    key=f"open_{row.id}",
                    icon=":material/expand_more:",
                    on_click=session.put,
                    args=("screening.open", row.id),
                )


def _opened(ctx: Context, row: NeedRow, categories: dict[str, str]) -> None:
    page = needs.item(ctx, row.number)
    about.text_in_card(page.need)
    photos.small(page.photos)
    decisions.contact(page)
    similar.for_office(ctx, page.need)
    decisions.decide(page, categories)


def _choose_all(ids: list[int]) -> None:
    for need_id in ids:
        session.set_widget(f"choose_{need_id}", True)


def _publish(ids: list[int]) -> None:
    chosen = [need_id for need_id in ids if session.widget(f"choose_{need_id}")]
    days = int(session.widget("publish_days") or 0)
    feedback.act(needs.publish_list, chosen, days, key="publish_chosen", done=_told)


def _told(published: list[NeedRead]) -> str:
    until = next((read.claim_deadline for read in published if read.claim_deadline), None)
    sentence = ngettext(
        "%(n)s item is open for claiming until %(day)s.",
        "%(n)s items are open for claiming until %(day)s.",
        len(published),
    )
    return sentence % {"n": len(published), "day": day(local_date(until)) if until else ""}
