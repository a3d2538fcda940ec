"""What do member organisations offer, and which needs does it fit?"""

from dashboard.services.resources.offering import checked, edit, offer, renew, withdraw
from dashboard.services.resources.reading import (
    ResourceFacets,
    card,
    count,
    drawable,
    facets,
    kept,
    listed,
    sees_contacts,
)
from dashboard.services.resources.shapes import ResourceFilter, ResourcePage, ResourceRead, Use
from dashboard.services.resources.suggesting import Fit, fits, fits_ours

__all__ = [
    "Fit",
    "ResourceFacets",
    "ResourceFilter",
    "ResourcePage",
    "ResourceRead",
    "Use",
    "card",
    "checked",
    "count",
    "drawable",
    "edit",
    "facets",
    "fits",
    "fits_ours",
    "kept",
    "listed",
    "offer",
    "renew",
    "sees_contacts",
    "withdraw",
]
