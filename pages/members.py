"""Anybody sees who the members are, how they grew in number, and how the area is divided."""

from dashboard.i18n import gettext as _
from dashboard.services import roster
from dashboard.ui import frame, session
from dashboard.ui.roster import public

ctx = session.context()
frame.title(
    _("Members and area"),
    _("The Party organisations that deliberate and take on tasks together, and the neighbourhoods they do it for."),
)
public.members(roster.members(ctx))
public.growth(roster.growth_frame(ctx))
tree = roster.area_tree(ctx)
public.area(tree, roster.levels(tree))
