"""The secretariat changes in WPS or Word how its papers look, and sees which template each of them is made with."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import templates
from dashboard.ui import frame, session
from dashboard.ui.templates import guide, listing, one, way

ctx = session.context()
every = {entry.sort: entry for entry in templates.templates(ctx)}
chosen = every.get(st.query_params.get("paper", ""))
if chosen is None:
    frame.title(
        _("Document templates"),
        _("Each paper is made from a Word template. Download one, change it in WPS or Word, and upload it here."),
    )
    listing.draw(list(every.values()))
    guide.draw()
    way.draw(ctx)
    listing.fonts()
else:
    frame.title(
        _("Template of “%(paper)s”") % {"paper": _(chosen.label)},
        _("The Word files of this paper are made from it."),
    )
    one.state(chosen)
    one.uploading(chosen)
    guide.draw(chosen.sort)
    one.versions(chosen)
    one.resetting(chosen)
    frame.link("templates", _("To all templates"), icon="arrow_back")
