"""Items, projects and money written straight into the tables, at days counted from the first of 2026."""

from datetime import UTC, date, datetime, timedelta

from dashboard.formats import quarter_of
from models.area import Area
from models.enums import NeedStatus, OrganisationType, ProjectStatus
from models.need import Category, Need
from models.organisation import Organisation
from models.project import Project

START = datetime(2026, 1, 1, 2, tzinfo=UTC)


def at(day: float) -> datetime:
    return START + timedelta(days=day)


class Rows:
    """Writes rows; every item stands at the same area and category unless said otherwise."""

    def __init__(self, saved) -> None:
        self.saved = saved
        self.made = 0
        self.top = saved(Area(level="subdistrict", code="PL", name_zh="街道", name_en="Sub-district"))
        self.quarter = self.area("JW01", "committee", self.top.id, residents=2000)
        saved(Category(code="lighting", name_zh="照明", name_en="Lighting", position=1))
        saved(Category(code="wall", name_zh="围墙", name_en="Wall", position=2))
        self.unit = saved(
            Organisation(code="QY01", name_zh="一号", type=OrganisationType.ENTERPRISE, joined_on=date(2019, 1, 1))
        )

    def area(self, code: str, level: str, parent: int, residents: int | None = None) -> Area:
        return self.saved(
            Area(level=level, code=code, name_zh=f"{code}区", name_en=code, parent_id=parent, residents=residents)
        )

    def need(self, submitted: float = 0, status: NeedStatus = NeedStatus.ON_LIST, **given) -> Need:
        """``accepted=3`` sets ``accepted_at`` to the third day."""
        self.made += 1
        moments = {f"{name}_at": at(given.pop(name)) for name in [*given] if f"{name}_at" in Need.model_fields}
        quarter = quarter_of(at(submitted))
        return self.saved(
            Need(
                number=f"PL-XQ-{quarter}-{self.made:03d}",
                quarter=quarter,
                title=f"Item {self.made}",
                reasons="It is dark here at night",
                category_code=given.pop("category", "lighting"),
                area_id=given.pop("area", self.quarter.id),
                place="Gate",
                status=status,
                submitted_at=at(submitted),
                **moments,
                **given,
            )
        )

    def project(self, need: Need, status: ProjectStatus = ProjectStatus.UNDER_WAY, established: float = 20, **given):
        return self.saved(
            Project(
                number=f"PL-XM-2026-{need.id:03d}",
                need_id=need.id,
                organisation_id=self.unit.id,
                status=status,
                established_at=at(established),
                due_on=given.pop("due_on", date(2026, 6, 1)),
                **given,
            )
        )
