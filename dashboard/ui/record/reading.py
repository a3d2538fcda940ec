"""The record as it reads: facts of the meeting, then item by item who said what, and how each vote went."""

from collections.abc import Sequence

import streamlit as st

from dashboard.documents.record import (
    EntryFacts,
    ItemRecord,
    RecordFacts,
    VoteFacts,
    absence,
    entry_head,
    task_line,
    vote_line,
)
from dashboard.formats import clock, day_with_weekday, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.ui import frame
from dashboard.ui.safe import paragraphs, plain
from models.enums import Stance


def facts(found: RecordFacts) -> None:
    """Draw name, time, place and who was there."""
    began = found.opened_at or found.starts_at
    ended = f" – {clock(found.closed_at)}" if found.closed_at else ""
    between = _("; ")
    away = [absence(one) for one in found.absent]
    frame.facts(
        {
            _("Kind of meeting"): found.kind,
            _("Time"): f"{day_with_weekday(local_date(began))} {clock(began)}{ended}",
            _("Place"): found.place,
            _("Chaired by"): found.chair,
            _("Recorder"): found.recorder,
            _("Should attend"): str(found.entitled),
            _("Present (%(n)d)") % {"n": len(found.present)}: between.join(found.present) or _("nobody"),
            _("Absent (%(n)d)") % {"n": len(found.absent)}: between.join(away) or _("nobody"),
            _("In attendance"): between.join(found.guests),
            _("Observers"): ngettext("%(n)d person", "%(n)d persons", found.observers) % {"n": found.observers},
        }
    )


def item(found: ItemRecord) -> None:
    """Draw everything the record holds of one item."""
    st.subheader(plain(f"{found.position}. {found.title}"), anchor=False)
    st.markdown(frame.badge_text(found.outcome))
    frame.facts(
        {
            _("Presented by"): found.presenter,
            _("Recused from this item"): _("; ").join(f"{one.who}（{one.reason}）" for one in found.recusals),
        }
    )
    _part(_("Views and positions"), found.spoken)
    if found.silent:
        frame.facts({_("Nothing to add"): _("; ").join(found.silent)})
    for vote in found.votes:
        _vote(vote)
    _part(_("Opinions held over"), found.held_over)
    _part(_("Written opinions of absent members (recorded, not counted)"), found.absent_views)
    _part(_("Notes of the recorder"), found.notes)
    for task in found.tasks:
        st.markdown(f":material/task_alt: {plain(task_line(task))}")
    struck(found.struck)


def general(found: RecordFacts) -> None:
    """Draw what belongs to no item."""
    if not (found.notes or found.tasks or found.struck):
        return
    st.subheader(_("On the meeting as a whole"), anchor=False)
    for entry in found.notes:
        line(entry)
    for task in found.tasks:
        st.markdown(f":material/task_alt: {plain(task_line(task))}")
    struck(found.struck)


def _part(heading: str, entries: Sequence[EntryFacts]) -> None:
    if entries:
        st.markdown(f"**{plain(heading)}**")
    for entry in entries:
        line(entry)


def line(entry: EntryFacts) -> None:
    """Draw one entry, with the versions before it."""
    with st.container(border=True):
        number = _("No. %(no)d") % {"no": entry.entry_no} if entry.entry_no else ""
        st.markdown(f":gray[{plain(number)}] **{plain(entry_head(entry))}**".removeprefix(":gray[] "))
        if not entry.entry_no:
            st.markdown(":material/edit_off: " + _("Not written down."))
            return
        paragraphs(entry.view)
        if entry.earlier:
            _earlier(entry)


def _earlier(entry: EntryFacts) -> None:
    lines = []
    for one in entry.earlier:
        position = f"（{label(one.stance)}）" if one.stance is not Stance.NONE else ""
        lines.append(f"{plain(moment(one.written_at))} {plain(position)}：{plain(' '.join(one.view.split()))}")
    words = ngettext("Changed %(n)d time: %(reason)s", "Changed %(n)d times, last: %(reason)s", len(lines))
    st.caption(plain(words % {"n": len(lines), "reason": entry.reason}) + "  \n" + "  \n".join(lines))


def struck(entries: Sequence[EntryFacts]) -> None:
    """Draw the struck entries, with why."""
    for entry in entries:
        words = _("Entry %(no)d was struck: %(reason)s") % {"no": entry.entry_no, "reason": entry.reason}
        gone = f"{entry.who} {' '.join(entry.view.split())}".strip()
        st.caption(f":material/ink_eraser: {plain(words)}  \n~~{plain(gone)}~~")


def _vote(vote: VoteFacts) -> None:
    with st.container(border=True):
        st.markdown("**" + plain(_("Vote, round %(n)d") % {"n": vote.round_no}) + "**")
        paragraphs(vote.text)
        frame.facts(
            {
                _("Conditions"): vote.conditions,
                _("Way to vote"): label(vote.mode),
                _("Result"): vote_line(vote),
                **{one.text: str(one.count) for one in vote.options},
            }
        )
        for one in vote.dissent:
            st.markdown("**" + plain(_("Differing view, %(who)s") % {"who": one.who}) + "**")
            paragraphs(one.text)
            if one.would_change:
                st.markdown(plain(_("Would change it: %(what)s") % {"what": one.would_change}))
