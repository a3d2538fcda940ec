"""Is this organisation a member today, and does the actor speak for it?"""

from datetime import date

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from dashboard.errors import NotAllowed
from dashboard.i18n import either
from dashboard.services.context import Actor
from models.organisation import Organisation, OrganisationRead


def is_member(organisation: Organisation | OrganisationRead, day: date) -> bool:
    """Return whether the organisation is a member on ``day``; ``left_on`` is the first day it is not."""
    return organisation.joined_on <= day and (organisation.left_on is None or day < organisation.left_on)


def member_on(day: date) -> ColumnElement[bool]:
    """Return the condition that keeps the organisations which are members on ``day``."""
    left = col(Organisation.left_on)
    return (col(Organisation.joined_on) <= day) & or_(left.is_(None), left > day)


def own_organisation(session: Session, actor: Actor, day: date) -> Organisation:
    """Return the member organisation the actor acts for.

    Raises:
        NotAllowed: the account belongs to no organisation, or the organisation is no member on ``day``.
    """
    organisation = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    if organisation is None:
        raise NotAllowed("Your account belongs to no member organisation. Ask the secretariat to enter it.")
    if not is_member(organisation, day):
        name = either(organisation.name_zh, organisation.name_en)
        raise NotAllowed("%(name)s is not a member organisation today, so it cannot claim.", name=name)
    return organisation
