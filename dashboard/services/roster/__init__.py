"""The roster: member organisations, seats and the area."""

from dashboard.services.roster.organisations import add_organisation, edit_organisation, leave
from dashboard.services.roster.reading import AreaNode, area_tree, growth_frame, levels, members, organisations
from dashboard.services.roster.seats import SeatRead, assign_seat, bodies, end_seat, holders, seats

__all__ = [
    "AreaNode",
    "SeatRead",
    "add_organisation",
    "area_tree",
    "assign_seat",
    "bodies",
    "edit_organisation",
    "end_seat",
    "growth_frame",
    "holders",
    "leave",
    "levels",
    "members",
    "organisations",
    "seats",
]
