"""The claim list: proposals in, screening, publishing, following and reading."""

from dashboard.services.needs.following import follow, unfollow
from dashboard.services.needs.importing import Imported, check_needs, import_needs
from dashboard.services.needs.page import item
from dashboard.services.needs.reading import (
    areas,
    categories,
    facets,
    mine,
    on_needs_list,
    public_list,
    waiting_for_screening,
)
from dashboard.services.needs.screening import (
    publish,
    publish_list,
    reopen,
    screen_accept,
    screen_decline,
    screen_merge,
    screen_refer,
    screen_return,
)
from dashboard.services.needs.shapes import (
    AreaNode,
    CategoryRead,
    Facets,
    ItemClaim,
    ItemMeeting,
    ItemPage,
    ItemProject,
    Mine,
    Name,
    NeedFilter,
    NeedRow,
)
from dashboard.services.needs.submission import NEW_FORM, check, complete, form_of, submit, withdraw

__all__ = [
    "NEW_FORM",
    "AreaNode",
    "CategoryRead",
    "Facets",
    "Imported",
    "ItemClaim",
    "ItemMeeting",
    "ItemPage",
    "ItemProject",
    "Mine",
    "Name",
    "NeedFilter",
    "NeedRow",
    "areas",
    "categories",
    "check",
    "check_needs",
    "complete",
    "facets",
    "follow",
    "form_of",
    "import_needs",
    "item",
    "mine",
    "on_needs_list",
    "public_list",
    "publish",
    "publish_list",
    "reopen",
    "screen_accept",
    "screen_decline",
    "screen_merge",
    "screen_refer",
    "screen_return",
    "submit",
    "unfollow",
    "waiting_for_screening",
    "withdraw",
]
