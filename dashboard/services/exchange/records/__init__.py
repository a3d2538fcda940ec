"""Which records leave the house? A new one is one entry of ``RECORDS``."""

from dashboard.services.exchange.records.needs import NEEDS
from dashboard.services.exchange.records.offers import CLAIMS, RESOURCES
from dashboard.services.exchange.records.people import APPRAISALS, MEMBERS, NOTICES
from dashboard.services.exchange.records.shapes import Field, Name, Records, Row
from dashboard.services.exchange.records.works import FUNDS, PROJECTS

RECORDS: dict[str, Records] = {
    one.name: one for one in (NEEDS, RESOURCES, CLAIMS, PROJECTS, FUNDS, APPRAISALS, NOTICES, MEMBERS)
}

__all__ = ["RECORDS", "Field", "Name", "Records", "Row"]
