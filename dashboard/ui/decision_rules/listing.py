"""Every decision rule with its sentence, its history, and the way out of use; and the rule of each body."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.rules.decisions import PRESET_DUTIES, PRESETS
from dashboard.services import decision_rules
from dashboard.services.decision_rules import BodyRule, PresetRead, RuleRead, RuleVersion
from dashboard.ui import feedback, frame, session
from dashboard.ui.decision_rules import editor
from dashboard.ui.safe import plain


def draw(rules: Sequence[RuleRead], bodies: Sequence[BodyRule]) -> None:
    """Draw every rule, the ones out of use last, and the button for a new one."""
    st.button(
        _("New decision rule"),
        key="rule_new",
        icon=":material/add:",
        on_click=editor.begin,
        args=(editor.NEW, PRESETS["P1"]),
    )
    if editor.editing() == editor.NEW:
        editor.draw(editor.NEW, bodies)
    for one in sorted(rules, key=lambda rule: rule.newest.retired):
        _rule(one, bodies)


def _rule(one: RuleRead, bodies: Sequence[BodyRule]) -> None:
    newest = one.newest
    with st.container(border=True, key=f"rule_card_{one.code}"):
        st.markdown(f"**{plain(one.code)}　{plain(newest.title)}**　{_state(one)}")
        st.markdown(plain(newest.sentence))
        if one.code in PRESET_DUTIES:
            st.caption(plain(_(PRESET_DUTIES[one.code])))
        with st.expander(_("Numbers and versions"), icon=":material/history:", key=f"rule_more_{one.code}"):
            editor.sentences(newest.rule)
            editor.thresholds(newest.rule, bodies, f"rule_{one.code}")
            frame.table([_version(version) for version in one.versions], f"versions_{one.code}")
        with st.container(horizontal=True):
            _steps(one)
        if editor.editing() == one.code:  # here, where the eye is after the click
            editor.draw(one.code, bodies)


def _state(one: RuleRead) -> str:
    badges = [("gray", _("version %(n)s") % {"n": one.newest.version})]
    if one.newest.retired:
        badges.append(("orange", _("out of use")))
    elif not one.offered:
        badges.append(("blue", _("needs floor area")))
    return " ".join(f":{colour}-badge[{plain(word)}]" for colour, word in badges)


def _version(version: RuleVersion) -> dict[str, object]:
    return {
        _("Version"): str(version.version),
        _("In force since"): moment(version.made_at),
        _("Title"): version.title,
        _("What it says"): _("taken out of use") if version.retired else version.sentence,
    }


def _steps(one: RuleRead) -> None:
    newest = one.newest
    if newest.retired:
        st.button(
            _("Take into use again"),
            key=f"rule_restore_{one.code}",
            on_click=_restore,
            args=(one.code,),
        )
        return
    st.button(
        _("Change the rule"),
        key=f"rule_edit_{one.code}",
        icon=":material/edit:",
        on_click=editor.begin,
        args=(one.code, newest.rule, newest.title_zh, newest.title_en),
    )
    with st.popover(_("Take out of use"), icon=":material/do_not_disturb_on:"):
        st.text_input(_("Reason"), key=f"rule_reason_{one.code}", max_chars=500)
        st.button(_("Take it out of use now"), key=f"rule_retire_{one.code}", on_click=_retire, args=(one.code,))


def _retire(code: str) -> None:
    feedback.act(
        decision_rules.retire,
        code,
        str(session.widget(f"rule_reason_{code}") or ""),
        key=f"rule_retire_{code}",
        done=_("Rule %(code)s is out of use.") % {"code": code},
        then=lambda _nothing: session.forget_widgets([f"rule_reason_{code}"]),
    )


def _restore(code: str) -> None:
    feedback.act(
        decision_rules.restore,
        code,
        key=f"rule_restore_{code}",
        done=_("Rule %(code)s is in use again.") % {"code": code},
    )


def first_rules(bodies: Sequence[BodyRule], offered: Mapping[str, Sequence[PresetRead]]) -> None:
    """Draw which rule each body votes under unless another is chosen; ``offered`` holds the rules by body."""
    st.subheader(_("Rule of each body"), anchor=False)
    st.markdown(
        _("A motion is put under this rule unless another is chosen; its quorum decides whether a meeting may vote.")
    )
    for body in bodies:
        _first_rule(body, {one.code: f"{one.code}　{one.title}" for one in offered[body.code]})


def _first_rule(body: BodyRule, names: Mapping[str, str]) -> None:
    key = f"body_rule_{body.code}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        session.start_widget(key, body.preset if body.preset in names else None)
        st.selectbox(
            body.name,
            list(names),
            index=None,
            format_func=lambda code: names.get(code, code),
            key=key,
            placeholder=_("Please choose"),
        )
        st.button(_("Save"), key=f"{key}_save", on_click=_offer, args=(body.code, body.name))
    feedback.below("preset")


def _offer(body: str, name: str) -> None:
    feedback.act(
        decision_rules.offer_first,
        body,
        str(session.widget(f"body_rule_{body}") or ""),
        key=f"body_rule_{body}",
        done=_("The rule of “%(body)s” is saved.") % {"body": name},
    )
