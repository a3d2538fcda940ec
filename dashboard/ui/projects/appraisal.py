"""The appraisal of finished works: figures for everybody, a form for those signed in, the desk of the secretariat."""

import streamlit as st

from dashboard.errors import BadInput
from dashboard.formats import number, percent
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.rules.appraisal import Figures, one_decimal
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import AppraisalRead, Opinion
from dashboard.ui import feedback, frame, session
from dashboard.ui.projects import appraisal_office
from dashboard.ui.projects.marks import MARKS, mark_words
from dashboard.ui.safe import plain
from models.enums import Awareness


def appraisal(project_number: str) -> None:
    """Draw how far the appraisal of a project is and what came of it; nothing where its works are not accepted."""
    read = projects.appraisal(session.context(), project_number)
    if read is None:
        return
    st.subheader(_("Appraisal by residents"), anchor=False)
    if read.figures:
        _figures(read.figures, read.least)
    elif read.open:
        _progress(read)
    elif not read.count:
        st.markdown(_("There was no appraisal; the reason stands in the steps of the item."))
    if read.result:
        st.markdown(_("What became of the item: **%(result)s**") % {"result": plain(label(read.result))})
    if read.may_appraise:
        _form(read)
    elif read.open and session.actor().id is None:
        frame.link("sign_in", _("Sign in to appraise the works"), icon="login")
    if read.may_office:
        appraisal_office.desk(read)


def _progress(read: AppraisalRead) -> None:
    words = ngettext(
        "%(n)s person has appraised the works so far.", "%(n)s people have appraised the works so far.", read.count
    )
    st.markdown(words % {"n": number(read.count)})
    st.caption(_("The figures are shown when the appraisal is closed, so that nobody's answer can be worked out."))


def _figures(told: Figures, least: int) -> None:
    if told.mean is None:
        st.markdown(
            _("Fewer than %(least)s people appraised the works, so no figures are shown.") % {"least": number(least)}
        )
        return
    with st.container(horizontal=True, key="figures_appraisal"):
        st.metric(_("Satisfaction, 1 to 5"), one_decimal(told.mean))
        st.metric(_("Appraised by"), number(told.count))
        if told.took_part is not None:
            st.metric(_("Took part"), percent(told.took_part, told.count))
        if told.awareness is not None:
            st.metric(_("Knew of the works"), percent(told.count - told.awareness[-1], told.count))
    if told.marks:
        frame.table([_mark_row(group, people, told.count) for group, people in told.marks.items()], "appraisal_marks")
    if told.awareness and len(told.awareness) == len(Awareness):
        rows = zip(Awareness, told.awareness, strict=True)
        frame.table([_row(label(kind), people, told.count) for kind, people in rows], "appraisal_awareness")
    if None in (told.marks, told.awareness, told.took_part):
        st.caption(_("Groups of fewer than %(least)s people are not shown.") % {"least": number(least)})


def _mark_row(group: tuple[int, ...], people: int, count: int) -> dict[str, object]:
    name = mark_words(group[0]) if len(group) == 1 else _("%(high)s to %(low)s") % {"high": group[0], "low": group[-1]}
    return {_("Satisfaction"): name, **_people(people, count)}


def _row(name: str, people: int, count: int) -> dict[str, object]:
    return {_("Knew of it beforehand"): name, **_people(people, count)}


def _people(people: int, count: int) -> dict[str, object]:
    return {_("People"): number(people), _("Share"): percent(people, count)}


def _form(read: AppraisalRead) -> None:
    mine = read.mine
    with st.container(border=True, key="appraisal_form"):
        st.markdown(_("Your answer counts once and is shown to nobody; only figures of all answers are published."))
        session.start_widget("appraisal_known", mine.awareness if mine else None)
        session.start_widget("appraisal_part", mine.took_part if mine else None)
        session.start_widget("appraisal_mark", mine.satisfaction if mine else None)
        st.radio(_("Did you know of the works beforehand?"), list(Awareness), format_func=label, key="appraisal_known")
        feedback.below("awareness")
        st.radio(
            _("Did you take part in talks or works?"),
            [True, False],
            format_func=lambda one: _("yes") if one else _("no"),
            key="appraisal_part",
            horizontal=True,
        )
        feedback.below("took_part")
        st.radio(_("How satisfied are you?"), MARKS, format_func=mark_words, key="appraisal_mark")
        feedback.below("satisfaction")
        text = _("Change my answer") if mine else _("Send my answer")
        st.button(text, key="appraisal_send", type="primary", on_click=_send, args=(read.project_id,))
        if mine:
            st.caption(_("You have answered. You can change it until the appraisal is closed."))


def _send(project_id: int) -> None:
    def appraise(ctx: Context, key: str) -> int:
        known, part, mark = (session.widget(f"appraisal_{name}") for name in ("known", "part", "mark"))
        for field, answer in (("awareness", known), ("took_part", part), ("satisfaction", mark)):
            if answer is None:
                raise BadInput(field, "Please choose one of the answers.")
        return projects.appraise(ctx, project_id, Opinion(known, bool(part), int(mark)), key=key)

    feedback.act(appraise, key="appraisal_send", done=_("Thank you. Your answer is stored."))
