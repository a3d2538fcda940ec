"""Anybody sees how far items come, how long it takes, what it costs, where it happens and who takes part."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.figures import flow, others, tabs

ctx = session.context()
frame.title(
    _("Figures"),
    _("Counted from the claim list, at most a minute ago. Numbers of items and organisations, never of persons."),
)
shown = tabs.part(
    {
        "flow": _("The way of items"),
        "promises": _("Promises"),
        "topics": _("Kinds of items"),
        "money": _("Money"),
        "places": _("Places"),
        "members": _("Members"),
    }
)
{
    "flow": flow.flow,
    "promises": flow.promises,
    "topics": others.topics,
    "money": others.money,
    "places": others.places,
    "members": others.members,
}[shown](ctx)
frame.link("progress", _("Plan and reality of the projects"), icon="monitoring")
frame.link("consensus", _("How the committee decided"), icon="how_to_vote")
