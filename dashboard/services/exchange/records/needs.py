"""Which items of the claim list leave the house, and what is told of each?"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dashboard.formats import local_date
from dashboard.i18n import N_
from dashboard.services.exchange.records.shapes import Field, Name, Records, Row
from dashboard.services.need_rights import is_public_row
from models.area import Area
from models.enums import DecisionPower, HandlingResult, LegalGate, NeedSource, NeedStatus
from models.need import Category, Need

Above = aliased(Area)


def _rows(session: Session, _today: date, office: bool) -> Iterable[Row]:
    query = (
        select(Need, Category, Area, Above)
        .join(Category, col(Category.code) == col(Need.category_code))
        .join(Area, col(Area.id) == col(Need.area_id))
        .outerjoin(Above, (col(Above.id) == col(Area.parent_id)) & (col(Above.level) == "committee"))
        .order_by(col(Need.id))
    )
    for need, category, area, above in session.exec(query if office else query.where(is_public_row())):
        yield {
            "number": need.number,
            "quarter": need.quarter,
            "title": need.title,
            "category": Name(category.name_zh, category.name_en),
            "area": place_name(area, above),
            "place": need.place,
            "reasons": need.reasons,
            "suggestion": need.suggestion,
            "beneficiaries": need.beneficiaries,
            "source": need.source,
            "decision_power": need.decision_power,
            "legal_gate": need.legal_gate,
            "budget": need.budget_fen,
            "status": need.status,
            "submitted_on": local_date(need.submitted_at),
            "published_on": local_date(need.published_at) if need.published_at else None,
            "claim_until": local_date(need.claim_deadline) if need.claim_deadline else None,
            "carried": need.carried,
            "completed_on": local_date(need.completed_at) if need.completed_at else None,
            "result": need.result,
            "contact": need.contact,
        }


def place_name(area: Area, above: Area | None) -> Name:
    """Return what an area is called: a grid after its neighbourhood."""
    if above is None:
        return Name(area.name_zh, area.name_en)
    return Name(f"{above.name_zh} {area.name_zh}", f"{above.name_en or above.name_zh}, {area.name_en or area.name_zh}")


NEEDS = Records(
    name="needs",
    about=N_("One row is one item of the claim list that anybody may read."),
    rows=_rows,
    fields=(
        Field("number", N_("Number"), N_("Number of the item; it is given once and never changes.")),
        Field("quarter", N_("Quarter"), N_("Calendar quarter in which it was submitted, such as 2026Q4.")),
        Field("title", N_("Title"), N_("What is asked for, in one line.")),
        Field("category", N_("Category"), N_("Kind of need."), "name"),
        Field("area", N_("Neighbourhood"), N_("Neighbourhood or grid; never below a building."), "name"),
        Field("place", N_("Place"), N_("Where it is, never a flat.")),
        Field("reasons", N_("Reasons"), N_("What is the matter, and why.")),
        Field("suggestion", N_("Suggestion"), N_("What the proposer suggests.")),
        Field("beneficiaries", N_("Beneficiaries"), N_("People who benefit, estimated."), "integer", N_("people")),
        Field("source", N_("Source"), N_("Where it came from."), vocabulary=NeedSource),
        Field("decision_power", N_("Power to decide"), N_("Who has the power to decide it."), vocabulary=DecisionPower),
        Field("legal_gate", N_("To be settled first"), N_("What others have to settle first."), vocabulary=LegalGate),
        Field("budget", N_("Estimated cost"), N_("Estimated when it came onto the list."), "money"),
        Field("status", N_("Status"), N_("Where it stands on the day of the file."), vocabulary=NeedStatus),
        Field("submitted_on", N_("Submitted on"), N_("Day it was handed in."), "date"),
        Field("published_on", N_("Published on"), N_("Day it was first published for claiming."), "date"),
        Field("claim_until", N_("To be claimed until"), N_("Last day of claiming."), "date"),
        Field("carried", N_("Carried over"), N_("How many claim rounds it was carried over."), "integer", N_("rounds")),
        Field("completed_on", N_("Completed on"), N_("Day the works were accepted."), "date"),
        Field("result", N_("Result"), N_("What became of it."), vocabulary=HandlingResult),
        Field("contact", N_("Contact"), N_("How the proposer may be reached."), office=True),
    ),
)
