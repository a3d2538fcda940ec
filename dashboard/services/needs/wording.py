"""May this text be stored and shown to everybody, and in which form?"""

from collections.abc import Mapping

from sqlmodel import Session

from dashboard.errors import BadInput
from dashboard.i18n import N_
from dashboard.rules.texts import PrivateKind, clean, private_details
from dashboard.services.typed_text import reason_text as reason_text
from models.area import Area
from models.need import Category, NeedDraft

LEVELS = ("committee", "grid")
"""Levels of the area tree at which an item may stand: fine enough to act on, too coarse to find a person."""
LARGEST_ID = 2**31 - 1
"""Of an integer column of PostgreSQL, which takes no larger number even to compare."""

_PRIVATE: Mapping[PrivateKind, str] = {
    PrivateKind.ID_NUMBER: N_(
        "“%(fragment)s” looks like an identity number. Everybody can read this text: please take it out."
    ),
    PrivateKind.EMAIL: N_(
        "“%(fragment)s” looks like an e-mail address. Everybody can read this text: please take it out and write it "
        "under “How we may reach you” if you want a reply."
    ),
    PrivateKind.MOBILE: N_(
        "“%(fragment)s” looks like a mobile number. Everybody can read this text: please take it out and write it "
        "under “How we may reach you” if you want a reply."
    ),
    PrivateKind.LANDLINE: N_(
        "“%(fragment)s” looks like a telephone number. Everybody can read this text: please take it out and write it "
        "under “How we may reach you” if you want a reply."
    ),
    PrivateKind.FLAT: N_(
        "“%(fragment)s” looks like a flat number. Everybody can read this text: please name the building only."
    ),
}


def cleaned(session: Session, draft: NeedDraft) -> NeedDraft:
    """Return the draft as it will be stored.

    Raises:
        ValidationError: a text is too short once spaces and invisible characters are gone.
        BadInput: a public text holds a personal detail; or the category or place cannot be chosen.
    """
    tidy = NeedDraft(
        **draft.model_dump(exclude={"title", "reasons", "suggestion", "place", "contact"}),
        title=one_line(draft.title),
        reasons=clean(draft.reasons),
        suggestion=clean(draft.suggestion),
        place=one_line(draft.place),
        contact=one_line(draft.contact),
    )
    for name in ("title", "reasons", "suggestion", "place"):
        _refuse_private(name, getattr(tidy, name))
    require_category(session, tidy.category_code)
    area = session.get(Area, tidy.area_id) if 0 < tidy.area_id <= LARGEST_ID else None
    if area is None or area.level not in LEVELS:
        raise BadInput("area_id", "Please choose the neighbourhood from the list.")
    return tidy


def one_line(text: str) -> str:
    """Return the text cleaned and on one line."""
    return " ".join(clean(text).split())


def require_category(session: Session, code: str) -> None:
    """Refuse a category that is not on offer."""
    category = session.get(Category, clean(code))
    if category is None or category.code != code or not category.active:
        raise BadInput("category_code", "Please choose a category from the list.")


def _refuse_private(name: str, text: str) -> None:
    for found in private_details(text):
        raise BadInput(name, _PRIVATE[found.kind], fragment=found.fragment)
