"""What a person does about an item: find it, follow it, complete it, withdraw it."""

from functools import partial

import streamlit as st

from dashboard.errors import NotFound
from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services import needs
from dashboard.services.context import Actor, Context
from dashboard.services.needs import ItemPage, Mine, NeedRow
from dashboard.ui import address, feedback, frame, session
from dashboard.ui.needs import form, listing, steps
from dashboard.ui.safe import plain
from models.enums import NeedStatus
from models.need import NeedDraft, NeedRead


def found(ctx: Context, number: str) -> ItemPage | None:
    """Return the item with this number; ``None``, after saying what to do, where there is none to be seen."""
    if number:
        try:
            return needs.item(ctx, number)
        except NotFound:
            pass
    frame.title(_("Item"))
    frame.empty(
        _("There is no item with this number that you may see. Choose one from the list.")
        if number
        else _("Which item? Choose one from the list."),
        "claim_list",
        _("See the claim list"),
    )
    if number and ctx.actor.id is None:
        frame.link("sign_in", _("Is it your own proposal? Please sign in."), icon="login")
    return None


def following(page: ItemPage, actor: Actor) -> None:
    """Draw the button that follows the item or stops following it."""
    need = page.need
    if actor.id is None:
        frame.link("sign_in", _("Sign in to follow this item"), icon="login")
    elif page.follows:
        st.button(
            _("Stop following"),
            key=f"unfollow_{need.id}",
            icon=":material/notifications_off:",
            on_click=partial(feedback.act, needs.unfollow, need.id, done=_("You no longer follow this item.")),
        )
    else:
        st.button(
            _("Follow this item"),
            key=f"follow_{need.id}",
            icon=":material/notifications:",
            help=_("It then appears under “My proposals”, with each step."),
            on_click=partial(
                feedback.act, needs.follow, need.id, done=_("You follow this item. It is under “My proposals”.")
            ),
        )


def completing(ctx: Context, page: ItemPage) -> None:
    """Let the proposer complete what came back, and look again before it is handed in."""
    if NeedAction.RESUBMIT not in page.actions:
        return
    need = page.need
    given = {**need.model_dump(include=set(form.FIELDS)), "contact": page.contact or ""}
    which = form.Form(f"complete_{need.id}", needs.form_of(need.id), given)
    st.subheader(_("Complete your proposal"), anchor=False)
    reason = page.life[-1].reason if page.life else ""
    if reason:
        st.warning(_("The secretariat asks: %(reason)s") % {"reason": plain(reason)}, icon=":material/help:")
    offered = form.choices(ctx)
    draft = steps.to_review(which)
    if draft is not None:
        steps.review(which, draft, offered, partial(_complete, which, need.id))
    else:
        steps.write(which, offered, len(page.photos))


def _complete(which: form.Form, need_id: int, draft: NeedDraft) -> None:
    def handed_in(_read: NeedRead) -> None:
        session.put(which.key("tried"), False)
        session.forget_widgets([which.key(name) for name in form.FIELDS])
        steps.go_to(which, "write")

    feedback.act(
        needs.complete,
        need_id,
        draft,
        key=which.prefix,
        done=lambda read: _("%(number)s is with the secretariat again.") % {"number": read.number},
        then=handed_in,
    )


def withdrawing(page: ItemPage) -> None:
    """Let the proposer take the item back, after a second confirmation."""
    if NeedAction.WITHDRAW not in page.actions:
        return
    need = page.need
    sure = f"withdraw_sure_{need.id}"
    with st.expander(_("Withdraw this proposal"), icon=":material/undo:"):
        st.markdown(_("It ends here and is not dealt with any more. Everything that was written is kept."))
        st.checkbox(_("Yes, I withdraw it."), key=sure)
        st.button(
            _("Withdraw it"),
            key=f"withdraw_{need.id}",
            disabled=not session.widget(sure),
            on_click=partial(
                feedback.act, needs.withdraw, need.id, key=f"withdraw_{need.id}", done=_("The proposal is withdrawn.")
            ),
        )


def mine(lists: Mine) -> None:
    """Draw what the person proposed and follows, what must be done first."""
    text = ""
    if lists.proposed or lists.followed:
        text = address.words(_("Search"), "q", _("number or title")).casefold()
    st.subheader(_("What I proposed"), anchor=False)
    if not lists.proposed:
        frame.empty(_("You have not proposed anything yet."), "propose", _("Submit a proposal"))
    _matching(sorted(lists.proposed, key=lambda row: row.status is not NeedStatus.RETURNED), text)
    st.subheader(_("What I follow"), anchor=False)
    if not lists.followed:
        frame.empty(
            _("You follow no other item yet. Open one from the list and choose “Follow this item”."),
            "claim_list",
            _("See the claim list"),
        )
    _matching(lists.followed, text)


def _matching(rows: list[NeedRow], text: str) -> None:
    found = [row for row in rows if text in row.number.casefold() or text in row.title.casefold()]
    if rows and not found:
        st.markdown(_("Nothing here matches. Use fewer words."))
    for row in found:
        _mine(row)


def _mine(row: NeedRow) -> None:
    with st.container(border=True, gap="xsmall"):
        frame.link("item", f"{row.number}　{row.title}", icon="description", query={"number": row.number})
        st.markdown(f"{frame.badge_text(row.status)}　{plain(listing.until(row))}")
        if row.note:
            st.markdown(_("Reason: %(reason)s") % {"reason": plain(row.note)})
        if row.status is NeedStatus.RETURNED:
            frame.link("item", _("Complete it now"), icon="edit", query={"number": row.number})
