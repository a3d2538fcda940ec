"""While somebody writes or screens a proposal: the three items that may ask for the same, and what to do about one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard.formats import number
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import drafts, needs
from dashboard.services.context import Context
from dashboard.services.needs import Similar
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain
from models.need import NeedRead

DIFFERENT = "different"
"""Field of a draft that remembers which items were found to be about something else, by id."""
SHORT = 90


def hint(form: str, typed: Mapping[str, Any], give_up: Callable[[str], None] | None) -> None:
    """Draw the items that may ask for the same as the draft of this form; nothing while there are none.

    Args:
        form: name of the stored draft.
        typed: what its fields hold now.
        give_up: throws the draft away and says the sentence it is given; ``None`` where the words are somebody
            else's, so that nothing can be supported in that person's name.
    """
    ctx = session.context()
    supported = session.get(_asked(form))
    if supported and give_up is not None:
        _end_or_go_on(form, str(supported), give_up)
        return
    set_aside = _set_aside(ctx, form)
    found = [one for one in _found(ctx, typed) if one.id not in set_aside]
    if not found:
        return
    with st.container(border=True, key=f"similar_{form}"):
        st.markdown(_("**Perhaps somebody has asked for this already**"))
        st.caption(
            _("If one of these is the same, support it: one item with many followers weighs more than two.")
            if give_up is not None
            else _("If one of these is the same, tell its number instead of entering it again.")
        )
        for one in found:
            _one(one)
            _buttons(form, one, set_aside, support=give_up is not None)


def for_office(ctx: Context, need: NeedRead) -> None:
    """Draw the items that may ask for the same as one that waits for screening, each with a way to merge it."""
    found = needs.similar(ctx, need.title, need.reasons, need.category_code, need.area_id, but=need.id)
    if not found:
        return
    with st.container(border=True, key=f"similar_{need.id}"):
        st.markdown(_("**Similar items on the list**"))
        for one in found:
            _one(one)
            with st.popover(_("Merge into this one"), icon=":material/merge:", key=f"merging_{need.id}_{one.id}"):
                _merging(need, one)


def _found(ctx: Context, typed: Mapping[str, Any]) -> list[Similar]:
    title, reasons = str(typed.get("title") or ""), str(typed.get("reasons") or "")
    area = typed.get("area_id")
    category = str(typed.get("category_code") or "")
    return needs.similar(ctx, title, reasons, category, area if isinstance(area, int) else None)


def _one(one: Similar) -> None:
    frame.link("item", f"{one.number}　{one.title}", icon="description", query={"number": one.number})
    people = ngettext("%(n)s person follows it", "%(n)s people follow it", one.followers) % {"n": number(one.followers)}
    st.markdown(f"{frame.badge_text(one.status)}　{plain(f'{one.place} · {people}')}")
    words = " ".join(one.reasons.split())
    st.caption(plain(words if len(words) <= SHORT else words[:SHORT] + "…"))


def _buttons(form: str, one: Similar, set_aside: frozenset[int], *, support: bool) -> None:
    with st.container(horizontal=True):
        if support:
            st.button(
                _("Support this one"),
                key=f"support_{one.id}",
                icon=":material/thumb_up:",
                on_click=partial(_support, form, one),
            )
        st.button(
            _("Mine is different"),
            key=f"different_{one.id}",
            on_click=partial(_different, form, set_aside | {one.id}),
        )


def _support(form: str, one: Similar) -> None:
    def ask(_nothing: None) -> None:
        session.put(_asked(form), one.number)

    feedback.act(needs.follow, one.id, then=ask)


def _end_or_go_on(form: str, supported: str, give_up: Callable[[str], None]) -> None:
    with st.container(border=True, key=f"similar_{form}"):
        words = _("**You follow %(number)s now.** Is your own proposal still needed?") % {"number": plain(supported)}
        st.markdown(":material/check_circle: " + words)
        with st.container(horizontal=True):
            st.button(_("No, throw away what I typed"), key="support_end", on_click=partial(_end, form, give_up))
            st.button(_("Yes, go on writing"), key="support_go_on", on_click=partial(session.pop, _asked(form)))


def _end(form: str, give_up: Callable[[str], None]) -> None:
    followed = str(session.pop(_asked(form)))
    give_up(_("You follow %(number)s. It is under “My proposals”.") % {"number": followed})


def _different(form: str, set_aside: frozenset[int]) -> None:
    kept = ",".join(map(str, sorted(set_aside)))
    feedback.act(drafts.save_field, form, DIFFERENT, kept)


def _set_aside(ctx: Context, form: str) -> frozenset[int]:
    draft = drafts.load(ctx, form)
    kept = str(draft.fields.get(DIFFERENT) or "") if draft else ""
    return frozenset(int(one) for one in kept.split(",") if one.isdigit())


def _merging(need: NeedRead, one: Similar) -> None:
    key = f"merge_reason_{need.id}_{one.id}"
    session.start_widget(key, _("It asks for the same as %(number)s and goes on there.") % {"number": one.number})
    st.text_area(_("Reason"), key=key, max_chars=1000, height=100)
    st.button(
        _("Merge"),
        key=f"merge_{need.id}_{one.id}",
        icon=":material/merge:",
        on_click=partial(_merge, need, one, key),
    )


def _merge(need: NeedRead, one: Similar, reason: str) -> None:
    feedback.act(
        needs.screen_merge,
        need.id,
        one.number,
        str(session.widget(reason) or ""),
        key=f"merge_{need.id}",
        done=_("%(number)s is merged; everybody who follows it follows the other item.") % {"number": need.number},
    )


def _asked(form: str) -> str:
    return f"supported.{form}"
