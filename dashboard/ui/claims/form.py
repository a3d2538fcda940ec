"""Claiming an item: the form, a look at what was entered, and the confirmation with its number."""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from dashboard.formats import day, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.matching import Gap
from dashboard.services import claims, resources
from dashboard.services.claims import amount_words
from dashboard.services.context import Context
from dashboard.services.resources import ResourceRead
from dashboard.ui import feedback, frame, session
from dashboard.ui.amounts import fen
from dashboard.ui.claims.fields import card, card_words, kind_of, lead_words, promise, unit_of
from dashboard.ui.claims.gaps import gap
from dashboard.ui.kept_form import KeptForm, whole
from dashboard.ui.safe import paragraphs, plain
from models.claim import ClaimDraft, ClaimRead
from models.enums import OfferKind
from models.need import NeedRead


def claiming(ctx: Context, need: NeedRead) -> None:
    """Draw the item with what it still lacks, then the form or what was entered into it."""
    found = claims.gaps(ctx, [need.id])[need.id]
    with st.container(border=True):
        frame.link("item", f"{need.number}　{need.title}", icon="description", query={"number": need.number})
        frame.status_badge(need.status)
        paragraphs(need.reasons)
        gap(found)
    parts = {one.part.id: one for one in found.parts}
    cards = {one.id: one for one in resources.drawable(ctx)}
    if session.get("claim.review") == need.id:
        _review(need, parts, cards)
    else:
        _fields(need, _form(need.id, ctx.today()), parts, cards)


def sent() -> None:
    """Say under which number the claim is kept and what happens next; once, after sending it."""
    number = session.pop("claim.sent")
    if number:
        with st.container(border=True):
            st.markdown(f"### :material/task_alt: {plain(number)}")
            st.markdown(
                _(
                    "Your claim is with the secretariat. Once a meeting has adopted the item, the secretariat confirms "
                    "claims; the first one confirmed that means to lead leads the project. Until then you can hand the "
                    "claim back below."
                )
            )


def _form(need_id: int, today: date) -> KeptForm:
    fields = {
        "part_id": session.get("claim.part") or 0,
        "offer": OfferKind.FUNDS,
        "resource_id": session.get("claim.card") or 0,
        "amount": "",
        "offer_text": "",
        "value_yuan": "",
        "promised_on": today + timedelta(days=90),
        "wants_lead": True,
        "branch_agreed": False,
    }
    return KeptForm(f"claim/{need_id}", f"claim_{need_id}", fields)


def _fields(need: NeedRead, form: KeptForm, parts: Mapping[int, Gap], cards: Mapping[int, ResourceRead]) -> None:
    form.begin()
    kind = kind_of(form, parts)
    fit = {key: one for key, one in cards.items() if one.offer == kind}
    if fit:
        card(form, fit)
    unit = unit_of(form, parts, fit)
    if unit and kind != OfferKind.FUNDS:
        words = _("How much (%(unit)s)") % {"unit": plain(unit)}
        st.text_input(words, key=form.key("amount"), max_chars=12, on_change=form.keep("amount"))
    feedback.below("amount")
    promise(form, kind)
    st.button(
        _("Check what you entered"),
        key="claim_check",
        type="primary",
        width="stretch",
        on_click=_check,
        args=(need.id, form, dict(parts), fit),
    )
    st.button(_("Choose another item"), key="claim_other", on_click=_leave)


def _review(need: NeedRead, parts: Mapping[int, Gap], cards: Mapping[int, ResourceRead]) -> None:
    draft = ClaimDraft.model_validate(session.get("claim.draft"))
    part, drawn = parts.get(draft.part_id or 0), cards.get(draft.resource_id or 0)
    unit = (part.part.unit if part else "") or (drawn.unit if drawn else "")
    counted = draft.amount is not None and draft.offer != OfferKind.FUNDS
    st.subheader(_("Is this right?"), anchor=False)
    frame.facts(
        {
            _("Which part"): part.part.text if part else "",
            _("What is offered"): label(draft.offer),
            _("Resource card"): card_words(drawn) if drawn else "",
            _("How much"): amount_words(draft.offer, draft.amount or 0, unit) if counted else "",
            _("The offer in words"): draft.offer_text,
            _("Value in yuan"): yuan(draft.value_fen),
            _("Promised by"): day(draft.promised_on),
            _("As what"): lead_words(draft.wants_lead),
            _("Our organisation's Party branch has agreed"): _("yes") if draft.branch_agreed else _("not yet"),
        }
    )
    with st.container(horizontal=True):
        st.button(_("Claim this item"), key="claim_send", type="primary", on_click=_send, args=(need.id, draft))
        st.button(_("Change something"), key="claim_back", on_click=session.put, args=("claim.review", None))


def _check(need_id: int, form: KeptForm, parts: Mapping[int, Gap], cards: Mapping[int, ResourceRead]) -> None:
    def valid(_ctx: Context) -> ClaimDraft:
        part, drawn = parts.get(form.value("part_id")), cards.get(form.value("resource_id"))
        kind = part.part.offer if part else OfferKind(form.value("offer"))
        worth = fen(form.key("value_yuan"), "value_fen", required=False)
        counted = kind != OfferKind.FUNDS and bool(unit_of(form, parts, cards))
        return ClaimDraft(
            offer=kind,
            offer_text=form.words("offer_text"),
            value_fen=worth,
            promised_on=form.value("promised_on"),
            branch_agreed=bool(form.value("branch_agreed")),
            part_id=part.part.id if part else None,
            resource_id=drawn.id if drawn else None,
            amount=whole(form, "amount", "amount") if counted else None,
            wants_lead=bool(form.value("wants_lead")),
        )

    def look(draft: ClaimDraft) -> None:
        form.keep_all()
        session.put("claim.draft", draft.model_dump(mode="json"))
        session.put("claim.review", need_id)

    feedback.act(valid, then=look)


def _send(need_id: int, draft: ClaimDraft) -> None:
    def done(read: ClaimRead) -> None:
        _form(need_id, draft.promised_on).done()
        _leave()
        session.put("claim.sent", read.number)

    feedback.act(claims.claim, need_id, draft, key="claim_send", done=_("The claim is made."), then=done)


def _leave() -> None:
    for name in ("claim.review", "claim.need", "claim.part", "claim.card"):
        session.put(name, None)
    st.query_params.pop("need", None)


def begin(need_id: int, part_id: int | None = None, card_id: int | None = None) -> None:
    """Open the form for an item, with a part and a card chosen already where somebody came by a suggestion."""
    session.put("claim.need", need_id)
    session.put("claim.part", part_id)
    session.put("claim.card", card_id)
