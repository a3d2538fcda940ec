"""The secret vote around its ballot: two keys are drawn, a receipt is kept, the envelopes are opened."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.votes import Paper, Result, secret
from dashboard.ui import feedback, live, session
from dashboard.ui.meetings import marking, secrecy
from models.enums import Choice

HOLDERS = 2


def drawing(ctx: Context, meeting_id: int, motion_id: int) -> None:
    """Draw the two keys that must be held before a secret vote opens."""
    state = secret.key_state(ctx, motion_id)
    with st.container(border=True, key="keys"):
        st.markdown("**" + _("Secret ballot: two people each draw a key") + "**")
        st.markdown(
            _(
                "The ballots are sealed for both keys: only both holders together can open them after voting. Both "
                "must stay until then."
            )
        )
        drawn = ngettext("%(n)d of 2 keys is drawn.", "%(n)d of 2 keys are drawn.", state.drawn) % {"n": state.drawn}
        st.progress(min(state.drawn / HOLDERS, 1.0), text=drawn)
        if state.mine:
            _code(ctx, meeting_id, motion_id)
        elif state.drawn < HOLDERS and ctx.actor.may(Permission.VOTE_COUNT):
            _draw(meeting_id, motion_id)
        secrecy.limits()


def _draw(meeting_id: int, motion_id: int) -> None:
    with st.popover(_("Draw a key"), icon=":material/key:", key=f"draw_key_open_{motion_id}"):
        st.markdown(
            _("You get a code that is shown once. Have pen and paper ready: nobody can tell you the code again.")
        )
        st.button(
            _("Draw my key now"), key="draw_key", type="primary", on_click=_send_draw, args=(meeting_id, motion_id)
        )


def _send_draw(meeting_id: int, motion_id: int, again: bool = False) -> None:
    def keep(code: object) -> None:
        session.put("key_code", (session.actor().id, motion_id, str(code)))
        live.publish(f"meeting:{meeting_id}")

    feedback.act(partial(secret.draw_key, again=again), motion_id, key=f"draw_key_{motion_id}", then=keep)


def _code(ctx: Context, meeting_id: int, motion_id: int) -> None:
    holder, motion, code = session.get("key_code") or (None, None, "")
    if (holder, motion) == (ctx.actor.id, motion_id):
        st.warning("**" + _("The code of your key") + "**", icon=":material/key:")
        st.markdown(secrecy.bullets(secret.KEEP_THE_CODE))
        _kept(code, "key_code", _("I have written it down"))
        return
    st.success(_("You hold one of the two keys. Keep its code until the ballots are opened."))
    with st.expander(_("Check what I wrote down"), icon=":material/spellcheck:", key=f"check_key_{motion_id}"):
        with st.form("check_code", border=False):
            st.text_input(_("Code of your key"), key="key_checked", autocomplete="off")
            feedback.below("code")
            st.form_submit_button(_("Check"), key="check_code_go", on_click=_send_check, args=(motion_id,))
        st.markdown(_("Not written down, or lost? A new key replaces yours; the old code opens nothing then."))
        st.button(_("Draw a new key"), key="draw_key_again", on_click=_send_draw, args=(meeting_id, motion_id, True))


def _send_check(motion_id: int) -> None:
    feedback.act(
        secret.check_code,
        motion_id,
        str(session.widget("key_checked") or ""),
        done=_("This is the code of your key."),
        then=lambda _nothing: session.forget_widgets(["key_checked"]),
    )


def _kept(text: str, name: str, done: str) -> None:
    """Draw a text that is shown once, large and with a button that copies it, until the reader says it is kept."""
    with st.container(key=f"once_{name}"):
        st.code(text, language=None, wrap_lines=True)
    st.button(done, key=f"{name}_kept", icon=":material/check:", on_click=session.pop, args=(name,))


def cast(paper: Paper, choice: Choice, marks: list[int] | None) -> None:
    """Seal the ballot and keep its receipt in this tab until the voter has noted it; the marks are forgotten here."""

    def keep(cast: secret.SecretReceipt) -> None:
        session.put("receipt", (session.actor().id, paper.motion_id, cast.receipt))
        session.pop("chosen")
        marking.forget(paper)

    feedback.act(secret.cast_secret, paper.motion_id, choice, marks=marks, then=keep)


def receipt(ctx: Context) -> None:
    """Draw the receipt of the secret ballot cast in this tab, until the voter says that it is noted."""
    voter, _motion_id, code = session.get("receipt") or (None, None, "")
    if voter is None or voter != ctx.actor.id:
        return
    with st.container(border=True, key="receipt"):
        st.markdown("**" + _("Your receipt, shown this once") + "**")
        _kept(code, "receipt", _("I have noted my receipt"))
        secrecy.receipt_proves()


def opening(ctx: Context, meeting_id: int, motion_id: int) -> None:
    """Draw the opening of the envelopes, which takes both key holders."""
    state = secret.key_state(ctx, motion_id)
    st.markdown("**" + _("Voting has ended. The two key holders open the envelopes.") + "**")
    opened = ngettext("%(n)d of 2 keys is used.", "%(n)d of 2 keys are used.", state.used) % {"n": state.used}
    st.progress(min(state.used / HOLDERS, 1.0), text=opened)
    if state.mine and state.mine_used:
        st.success(_("Your part is done. The other key holder comes next."), icon=":material/check_circle:")
    elif state.mine and state.position == HOLDERS and not state.used:
        st.markdown(_("The other key holder opens the outer envelopes first. Yours come next."))
    elif state.mine:
        _enter(meeting_id, motion_id)


def _enter(meeting_id: int, motion_id: int) -> None:
    with st.form("envelopes", border=False):
        st.text_input(_("Code of your key"), key="key_typed", autocomplete="off")
        feedback.below("code")
        st.form_submit_button(
            _("Open the envelopes"),
            key="open_envelopes",
            type="primary",
            icon=":material/drafts:",
            on_click=_send_code,
            args=(meeting_id, motion_id),
        )


def _send_code(meeting_id: int, motion_id: int) -> None:
    def told(_result: object) -> None:
        session.forget_widgets(["key_typed"])
        live.publish(f"meeting:{meeting_id}")

    feedback.act(
        secret.open_envelopes,
        motion_id,
        str(session.widget("key_typed") or ""),
        key=f"open_envelopes_{motion_id}",
        done=_opened,
        then=told,
    )


def _opened(result: object) -> str:
    return result.verdict_text() if isinstance(result, Result) else _("Your key was right.")
