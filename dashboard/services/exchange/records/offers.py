"""Which resources and claims leave the house, and what is told of each?"""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, or_, select

from dashboard.formats import local_date
from dashboard.i18n import N_
from dashboard.services.claims.drawing import drawn
from dashboard.services.exchange.records.shapes import Field, Name, Records, Row
from dashboard.services.need_rights import is_public_row
from models.area import Area
from models.claim import Claim
from models.enums import ClaimStatus, OfferKind, ResourceStatus
from models.need import Category, Need
from models.organisation import Organisation
from models.resource import Resource

STANDING = (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)
"""Claims that everybody may read; what was declined or handed back is between the sides."""


def _resources(session: Session, today: date, office: bool) -> Iterable[Row]:
    query = (
        select(Resource, Organisation, Area)
        .join(Organisation, col(Organisation.id) == col(Resource.organisation_id))
        .outerjoin(Area, col(Area.id) == col(Resource.area_id))
        .order_by(col(Resource.id))
    )
    if not office:
        there = or_(col(Resource.until_on).is_(None), col(Resource.until_on) >= today)
        query = query.where(Resource.status == ResourceStatus.OFFERED, there)
    found = session.exec(query).all()
    names = {row.code: Name(row.name_zh, row.name_en) for row in session.exec(select(Category))}
    taken = drawn(session, [row.id for row, *_rest in found])
    for row, unit, area in found:
        funds = row.offer == OfferKind.FUNDS
        left = None if row.amount is None else row.amount - taken[row.id]
        yield {
            "number": row.number,
            "organisation": Name(unit.name_zh, unit.name_en),
            "offer": row.offer,
            "title": row.title,
            "text": row.text,
            "categories": _joined([names[code] for code in row.categories if code in names]),
            "money": row.amount if funds else None,
            "money_left": left if funds else None,
            "quantity": None if funds else row.amount,
            "quantity_left": None if funds else left,
            "unit": row.unit,
            "from_on": row.from_on,
            "until_on": row.until_on,
            "area": Name(area.name_zh, area.name_en) if area else Name("", ""),
            "terms": row.terms,
            "status": row.status,
            "contact_post": row.contact_post,
        }


def _joined(names: list[Name]) -> Name:
    return Name("、".join(one.zh for one in names), "; ".join(one.en or one.zh for one in names))


def _claims(session: Session, _today: date, office: bool) -> Iterable[Row]:
    query = (
        select(Claim, Need, Organisation)
        .join(Need, col(Need.id) == col(Claim.need_id))
        .join(Organisation, col(Organisation.id) == col(Claim.organisation_id))
        .order_by(col(Claim.id))
    )
    if not office:
        query = query.where(is_public_row(), col(Claim.status).in_(STANDING))
    for claim, need, unit in session.exec(query):
        yield {
            "number": claim.number,
            "need_number": need.number,
            "need_title": need.title,
            "organisation": Name(unit.name_zh, unit.name_en),
            "offer": claim.offer,
            "offer_text": claim.offer_text,
            "value": claim.value_fen,
            "promised_on": claim.promised_on,
            "leads": claim.leads,
            "status": claim.status,
            "claimed_on": local_date(claim.claimed_at),
            "fulfilled_on": claim.fulfilled_on,
            "branch_agreed": claim.branch_agreed,
            "volunteer_hours": claim.volunteer_hours,
        }


RESOURCES = Records(
    name="resources",
    about=N_("One row is one resource that a member organisation offers today."),
    rows=_resources,
    fields=(
        Field("number", N_("Number"), N_("Number of the card; it is given once and never changes.")),
        Field("organisation", N_("Organisation"), N_("Member organisation that offers it."), "name"),
        Field("offer", N_("Type of resource"), N_("What kind of thing is offered."), vocabulary=OfferKind),
        Field("title", N_("Title"), N_("What is offered, in one line.")),
        Field("text", N_("Description"), N_("What is offered, in words.")),
        Field("categories", N_("Suits categories"), N_("Kinds of need it suits; empty for all."), "name"),
        Field("money", N_("Funds"), N_("Amount offered, for funds."), "money"),
        Field("money_left", N_("Funds left"), N_("What no claim has taken, for funds."), "money"),
        Field("quantity", N_("Quantity"), N_("How much is offered, but for funds."), "integer", N_("see “unit”")),
        Field("quantity_left", N_("Quantity left"), N_("What no claim has taken."), "integer", N_("see “unit”")),
        Field("unit", N_("Unit of measure"), N_("What the quantity counts.")),
        Field("from_on", N_("Available from"), N_("First day."), "date"),
        Field("until_on", N_("Available until"), N_("Last day; empty where it is open-ended."), "date"),
        Field("area", N_("Area served"), N_("Empty for the whole sub-district."), "name"),
        Field("terms", N_("Conditions"), N_("On which conditions it can be used.")),
        Field("status", N_("Status"), N_("Whether it is on offer."), vocabulary=ResourceStatus, office=True),
        Field("contact_post", N_("Contact (post)"), N_("Post and telephone of the office."), office=True),
    ),
)

CLAIMS = Records(
    name="claims",
    about=N_("One row is one claim of a member organisation that stands or was kept."),
    rows=_claims,
    fields=(
        Field("number", N_("Number"), N_("Number of the claim; it is given once and never changes.")),
        Field("need_number", N_("Number of the item"), N_("Item that was claimed: “number” of the needs.")),
        Field("need_title", N_("Item"), N_("Title of the item.")),
        Field("organisation", N_("Organisation"), N_("Member organisation that claimed it."), "name"),
        Field("offer", N_("What is offered"), N_("What kind of thing is offered."), vocabulary=OfferKind),
        Field("offer_text", N_("The offer in words"), N_("What was promised.")),
        Field("value", N_("Value"), N_("Value of the offer, as the organisation says."), "money"),
        Field("promised_on", N_("Promised by"), N_("Day by which it was promised."), "date"),
        Field("leads", N_("Leads"), N_("Whether the organisation leads the project."), "boolean"),
        Field("status", N_("Status"), N_("Where the claim stands."), vocabulary=ClaimStatus),
        Field("claimed_on", N_("Claimed on"), N_("Day of the claim."), "date"),
        Field("fulfilled_on", N_("Kept on"), N_("Day the promise was kept."), "date"),
        Field("branch_agreed", N_("Branch agreed"), N_("Whether its Party branch agreed."), "boolean", office=True),
        Field("volunteer_hours", N_("Volunteer hours"), N_("Hours given in all."), "integer", N_("hours"), office=True),
    ),
)
