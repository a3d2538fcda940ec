"""The list of agreements, with filters that live in the address."""

from collections.abc import Sequence

import streamlit as st

from dashboard.documents.minutes.punctuation import listed
from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.permissions import Permission
from dashboard.services import agreements
from dashboard.services.agreements import AgreementFilter, AgreementLine
from dashboard.services.context import Context
from dashboard.ui import address, frame
from dashboard.ui.safe import plain
from models.enums import AgreementStatus

SIGNED_ONCE = (AgreementStatus.SIGNED, AgreementStatus.ENDED, AgreementStatus.TERMINATED)


def filters(ctx: Context) -> AgreementFilter:
    """Draw search box and filters, and return what they say."""
    text = address.words(_("Search"), "q", _("number, title or side"))
    with st.expander(
        _("Narrow the list down"),
        icon=":material/filter_list:",
        expanded=any(st.query_params.get(name) for name in ("status", "organisation")),
    ):
        states = tuple(AgreementStatus) if ctx.actor.may(Permission.AGREEMENT_KEEP) else SIGNED_ONCE
        names: dict[str, str] = {state: label(state) for state in states}
        status = address.choice(_("Status"), "status", names, _("every status"))
        units = {str(key): name for key, name in agreements.parties(ctx).items()}
        unit = address.choice(field_label("organisation_id"), "organisation", units, _("every organisation"))
    return AgreementFilter(
        text=text,
        status=AgreementStatus(status) if status else None,
        organisation=int(unit) if unit else None,
    )


def cards(lines: Sequence[AgreementLine], wanted: AgreementFilter) -> None:
    """Draw one card an agreement, or say why there are none and what to do next."""
    if not lines and wanted == AgreementFilter():
        frame.empty(
            _("No agreement has been signed yet. The secretariat drafts one once a project is approved."),
            "projects",
            _("Show all projects"),
        )
    elif not lines:
        frame.empty(_("No agreement matches. Remove a filter."), "agreements", _("Show all agreements"))
    for line in lines:
        with st.container(border=True, gap="xsmall"):
            words = f"{line.number}　{line.title}"
            frame.link("agreement", words, icon="contract", query={"number": line.number})
            st.markdown(f"{frame.badge_text(line.status)}　{soon_badge(line)}")
            st.markdown(plain(listed(line.parties)))
            st.caption(plain(term_words(line)))


def term_words(line: AgreementLine) -> str:
    """Return from when until when an agreement runs, and when it was signed."""
    words = {"first": day(line.starts_on), "last": day(line.ends_on)}
    term = _("Term: from %(first)s to %(last)s") % words
    if line.signed_on is None:
        return term
    signed = _("signed on %(day)s") % {"day": day(line.signed_on)}
    return f"{term} · {signed}"


def soon_badge(line: AgreementLine) -> str:
    """Return a mark for an agreement in force whose term runs out; empty for others."""
    words = _("term runs out")
    return f":orange-badge[{plain(words)}]" if line.ends_soon else ""
