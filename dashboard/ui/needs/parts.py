"""What an item asks for: shown to everybody, entered row by row by the secretariat."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.errors import BadInput
from dashboard.exchange.cells import parse_fen
from dashboard.formats import yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.matching import Gaps
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import MOST_PARTS, ItemPage, PartDraft, PartRead
from dashboard.services.needs.parts import OPEN_TO_CHANGE
from dashboard.ui import feedback, session
from dashboard.ui.claims import gap
from models.enums import NeedStatus, OfferKind


def listed(parts: Sequence[PartRead], gaps: Gaps) -> None:
    """Draw what an item asks for and what is still missing; nothing where it asks for nothing in particular."""
    if not parts:
        return
    st.subheader(_("Help needed"), anchor=False)
    gap(gaps)


def editing(page: ItemPage) -> None:
    """Let the secretariat change what an item asks for, below one click; while it is screened, that form asks."""
    if page.need.status == NeedStatus.SUBMITTED or page.need.status not in OPEN_TO_CHANGE:
        return
    with st.expander(_("Change what is asked for"), icon=":material/checklist:"):
        fields(page.need.id, page.parts)
        st.button(
            _("Save what is asked for"),
            key=f"parts_save_{page.need.id}",
            on_click=partial(
                feedback.act,
                _save,
                page.need.id,
                key=f"parts_{page.need.id}",
                done=_("%(number)s: what is asked for is saved.") % {"number": page.need.number},
            ),
        )


def fields(need_id: int, there: Sequence[PartRead]) -> None:
    """Draw one row for each thing that is asked for, and one more on request."""
    st.markdown(_("**Help needed** (may stay empty)"))
    rows = int(session.get(_rows(need_id)) or max(len(there), 1))
    for row in range(rows):
        _row(need_id, row, there[row] if row < len(there) else None)
    feedback.below("parts")
    if rows < MOST_PARTS:
        st.button(
            _("One more thing"),
            key=f"parts_more_{need_id}",
            icon=":material/add:",
            on_click=partial(session.put, _rows(need_id), rows + 1),
        )


def typed(need_id: int) -> list[PartDraft]:
    """Return the rows that were filled in.

    Raises:
        BadInput: a count is no number (field ``parts``).
        ValidationError: a text is too short.
    """
    found = []
    for row in range(MOST_PARTS):
        text = str(session.widget(_key(need_id, row, "text")) or "").strip()
        count = str(session.widget(_key(need_id, row, "amount")) or "").strip()
        if text or count:
            offer = OfferKind(session.widget(_key(need_id, row, "offer")) or OfferKind.FUNDS)
            unit = str(session.widget(_key(need_id, row, "unit")) or "").strip()
            found.append(PartDraft(offer=offer, text=text, amount=_counted(count, offer), unit=unit))
    return found


def _counted(text: str, offer: OfferKind) -> int | None:
    if not text:
        return None
    if offer == OfferKind.FUNDS:
        try:
            return parse_fen(text)
        except BadInput as refused:
            raise BadInput("parts", refused.message, **refused.facts) from None
    if not (text.isascii() and text.isdigit()):
        raise BadInput("parts", "“%(typed)s” is no whole number. Write how much of it, in figures.", typed=text[:20])
    return int(text)


def _row(need_id: int, row: int, part: PartRead | None) -> None:
    session.start_widget(_key(need_id, row, "offer"), part.offer if part else OfferKind.GOODS)
    session.start_widget(_key(need_id, row, "text"), part.text if part else "")
    session.start_widget(_key(need_id, row, "amount"), _figures(part))
    session.start_widget(_key(need_id, row, "unit"), part.unit if part else "")
    kind, text, count, unit = st.columns([3, 5, 3, 2])
    kind.selectbox(_("Kind"), list(OfferKind), format_func=label, key=_key(need_id, row, "offer"))
    text.text_input(_("What exactly"), key=_key(need_id, row, "text"), max_chars=80)
    count.text_input(_("How many, or yuan"), key=_key(need_id, row, "amount"), max_chars=20)
    unit.text_input(_("Unit"), key=_key(need_id, row, "unit"), max_chars=10, placeholder=_("such as: pieces"))


def _figures(part: PartRead | None) -> str:
    if part is None or part.amount is None:
        return ""
    return yuan(part.amount).removeprefix("¥") if part.offer == OfferKind.FUNDS else str(part.amount)


def _save(ctx: Context, need_id: int, key: str) -> list[PartRead]:
    return needs.set_parts(ctx, need_id, typed(need_id), key=key)


def _rows(need_id: int) -> str:
    return f"parts.rows.{need_id}"


def _key(need_id: int, row: int, field: str) -> str:
    return f"part_{need_id}_{row}_{field}"
