"""A small committee for the pages about claims, projects, minutes and the roster, brought there by use cases."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard.services import claims, projects
from dashboard.services.context import Actor, Context
from models.area import Area
from models.base import TableBase
from models.claim import ClaimDraft
from models.enums import NeedStatus, OfferKind, OrganisationType, Role
from models.need import Category, Need
from models.organisation import Organisation
from models.project import MilestoneDraft
from tests.pages.conftest import NOW

TODAY = Context(None).today()  # type: ignore[arg-type]
DUE = TODAY + timedelta(days=90)


@dataclass
class World:
    """Rows are saved past the use cases where other helpers' use cases would be needed to make them."""

    engine: Engine
    stored: Callable[[TableBase], TableBase]
    account: Callable[..., int]
    numbers: list[int] = field(default_factory=lambda: [0])

    def __post_init__(self) -> None:
        self.stored(Category(code="lighting", name_zh="照明", name_en="Lighting"))
        self.area = self.stored(Area(level="committee", code="JW01", name_zh="澄波居委会", name_en="Chengbo")).id

    def organisation(self, **fields) -> int:
        self.numbers[0] += 1
        n = self.numbers[0]
        defaults = {
            "code": f"QY{n:02d}", "name_zh": f"第{n}公司党支部", "name_en": f"Company {n}",
            "type": OrganisationType.ENTERPRISE, "joined_on": date(2019, 7, 1),
        }  # fmt: skip
        return self.stored(Organisation(**defaults | fields)).id

    def need(self, status: NeedStatus = NeedStatus.ADOPTED, title: str = "") -> str:
        self.numbers[0] += 1
        n = self.numbers[0]
        return self.stored(
            Need(
                number=f"PL-XQ-2026Q4-{n:03d}",
                quarter="2026Q4",
                title=title or f"Lamp {n}",
                reasons="Three corners have no light.",
                category_code="lighting",
                area_id=self.area,
                place="Lane 3",
                status=status,
                submitted_at=NOW,
            )
        ).number

    def as_(self, role: str, organisation_id: int | None = None) -> Context:
        return Context(self.engine, lambda session: Actor(None, role, frozenset({Role(role)}), organisation_id))

    def claimed(self, organisation_id: int, need_number: str = "") -> int:
        """A claim of the organisation, waiting; its id."""
        with Session(self.engine) as session:
            number = need_number or self.need()
            need_id = session.exec(select(Need.id).where(Need.number == number)).one()
        draft = ClaimDraft(offer=OfferKind.LABOUR, offer_text="We install the lamps.", promised_on=DUE)
        return claims.claim(self.as_("liaison", organisation_id), need_id, draft).id

    def project(self, organisation_id: int, *steps: str, need_number: str = "") -> str:
        """A project led by the organisation, planned with these milestones; its number."""
        claim_id = self.claimed(organisation_id, need_number)
        number = claims.confirm(self.as_("secretariat"), claim_id, DUE, reason="On the board.").project_number
        key = projects.project(self.as_("visitor"), number).line.id
        drafts = [MilestoneDraft(name=name, planned_on=DUE) for name in steps]
        projects.plan(self.as_("liaison", organisation_id), key, drafts)
        return number

    def rows(self, table: type[TableBase]) -> list:
        with Session(self.engine) as session:
            return list(session.exec(select(table)))


def words(app: AppTest) -> str:
    """Everything a page says in Markdown, headings, captions and boxes, unescaped."""
    kinds = ("title", "subheader", "markdown", "caption", "error", "success", "warning", "info")
    said = [element.value for kind in kinds for element in app.get(kind) if hasattr(element, "value")]
    return "\n".join(said).replace("\\", "")


def keys(app: AppTest) -> set[str]:
    """The keys of all buttons drawn."""
    return {button.key for button in app.button}
