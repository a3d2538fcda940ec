"""Which projects and which money leave the house, and what is told of each?"""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, func, select

from dashboard.formats import local_date
from dashboard.i18n import N_
from dashboard.services.exchange.records.shapes import Field, Name, Records, Row
from models.area import Area
from models.enums import FundSource, ProjectStatus
from models.need import Category, Need
from models.organisation import Organisation
from models.project import BudgetLine, Project


def _projects(session: Session, _today: date, office: bool) -> Iterable[Row]:
    query = (
        select(Project, Need, Organisation, Category)
        .add_columns(col(Area.name_zh), col(Area.name_en))
        .join(Need, col(Need.id) == col(Project.need_id))
        .join(Organisation, col(Organisation.id) == col(Project.organisation_id))
        .join(Category, col(Category.code) == col(Need.category_code))
        .join(Area, col(Area.id) == col(Need.area_id))
        .order_by(col(Project.id))
    )
    sums = select(BudgetLine.project_id, func.sum(BudgetLine.approved_fen), func.sum(BudgetLine.paid_fen))
    grouped = session.exec(sums.group_by(col(BudgetLine.project_id)))
    money: dict[int, tuple[int | None, int | None]] = {key: (int(one), int(other)) for key, one, other in grouped}
    wanted = query if office else query.where(col(Project.status) != ProjectStatus.TAKEN_BACK)
    for row, need, unit, category, area_zh, area_en in session.execute(wanted):
        approved, paid = money.get(row.id, (None, None))
        yield {
            "number": row.number,
            "title": need.title,
            "need_number": need.number,
            "organisation": Name(unit.name_zh, unit.name_en),
            "category": Name(category.name_zh, category.name_en),
            "area": Name(area_zh, area_en),
            "status": row.status,
            "percent": row.percent,
            "established_on": local_date(row.established_at),
            "started_on": row.started_on,
            "due_on": row.due_on,
            "finished_on": row.finished_on,
            "accepted_on": row.accepted_on,
            "approved": approved,
            "paid": paid,
            "supplier": row.supplier,
            "purchase": row.purchase,
            "upkeep_unit": row.upkeep_unit,
            "beneficiaries": need.beneficiaries,
        }


def _funds(session: Session, _today: date, _office: bool) -> Iterable[Row]:
    query = (
        select(BudgetLine, Project.number)
        .join(Project, col(Project.id) == col(BudgetLine.project_id))
        .where(Project.status != ProjectStatus.TAKEN_BACK)
        .order_by(col(BudgetLine.project_id), col(BudgetLine.id))
    )
    for line, number in session.exec(query):
        yield {"project_number": number, "source": line.source, "approved": line.approved_fen, "paid": line.paid_fen}


PROJECTS = Records(
    name="projects",
    about=N_("One row is one project that an item of the claim list became."),
    rows=_projects,
    fields=(
        Field("number", N_("Number"), N_("Number of the project; it is given once and never changes.")),
        Field("title", N_("Title"), N_("Title of its item.")),
        Field("need_number", N_("Number of the item"), N_("Item it came from: “number” of the needs.")),
        Field("organisation", N_("Lead organisation"), N_("Member organisation that leads it."), "name"),
        Field("category", N_("Category"), N_("Kind of need."), "name"),
        Field("area", N_("Neighbourhood"), N_("Neighbourhood or grid; never below a building."), "name"),
        Field("status", N_("Status"), N_("Where it stands on the day of the file."), vocabulary=ProjectStatus),
        Field("percent", N_("Progress"), N_("Progress as last reported, 0 to 100."), "integer", N_("percent")),
        Field("established_on", N_("Approved on"), N_("Day it became a project."), "date"),
        Field("started_on", N_("Started on"), N_("Day the works began."), "date"),
        Field("due_on", N_("Due date"), N_("Day by which it is to be done."), "date"),
        Field("finished_on", N_("Finished on"), N_("Day the works were reported done."), "date"),
        Field("accepted_on", N_("Accepted on"), N_("Day the works were accepted."), "date"),
        Field("approved", N_("Amount approved"), N_("All sources together."), "money"),
        Field("paid", N_("Amount paid"), N_("All sources together."), "money"),
        Field("supplier", N_("Supplier"), N_("Who carried the works out.")),
        Field("purchase", N_("How it was bought"), N_("Three quotes, or the method.")),
        Field("upkeep_unit", N_("Looked after by"), N_("Who looks after the result.")),
        Field("beneficiaries", N_("Beneficiaries"), N_("People who benefit, estimated."), "integer", N_("people")),
    ),
)

FUNDS = Records(
    name="funds",
    about=N_("One row is the money from one source for one project."),
    rows=_funds,
    fields=(
        Field("project_number", N_("Number of the project"), N_("Project: “number” of the projects.")),
        Field("source", N_("Source of funds"), N_("Where the money comes from."), vocabulary=FundSource),
        Field("approved", N_("Amount approved"), N_("What was approved from this source."), "money"),
        Field("paid", N_("Amount paid"), N_("What was paid from this source so far."), "money"),
    ),
)
