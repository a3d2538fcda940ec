"""What is in the open data, and which files does it come as?"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from sqlmodel import Session

from dashboard.errors import NotFound
from dashboard.exchange.csv_out import safe_csv
from dashboard.i18n import N_, language
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.exchange.records import RECORDS, Records
from dashboard.services.house_rules import value_of
from dashboard.services.open_data.schema import both, flat, public, schema

TITLES: Mapping[str, str] = {
    "needs": N_("Claim list: needs"),
    "resources": N_("Resources on offer"),
    "claims": N_("Claims of member organisations"),
    "projects": N_("Projects"),
    "funds": N_("Money of the projects, by source"),
    "appraisals": N_("Appraisals of finished works"),
    "notices": N_("Public notices"),
    "members": N_("Member organisations"),
}
NAME = N_("Public record of the Riverside Joint Party Committee")
LICENCE = N_("The terms of use are set by the Riverside Joint Party Committee; ask the secretariat.")
PEOPLE = ("beneficiaries",)
"""Fields that count people; fewer than may be shown are left out."""
FIRST = 20
"""How many rows a preview shows."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of the open data, described in the language spoken when it was read."""

    name: str
    title: str
    about: str
    rows: int
    fields: tuple[tuple[str, str, str, str], ...]
    """Name, type, unit and description of each column."""


def datasets(ctx: Context) -> list[Dataset]:
    """Return every table of the open data with its columns and how many rows it has now."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return [
            Dataset(name, _(TITLES[name]), _(records.about), len(_rows(session, records, ctx.today())), _told(records))
            for name, records in RECORDS.items()
        ]


def preview(ctx: Context, name: str) -> list[dict[str, Any]]:
    """Return the first rows of a table as they stand in the files.

    Raises:
        NotFound: there is no such table.
    """
    if name not in RECORDS:
        raise NotFound("There is no such kind of list.", name=name)
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return _rows(session, RECORDS[name], ctx.today())[:FIRST]


def files(ctx: Context) -> dict[str, bytes]:
    """Return the open data as files: each table as CSV and JSON, and ``datapackage.json`` that describes them."""
    found: dict[str, bytes] = {}
    with ctx.reading(Permission.PUBLIC_READ) as session:
        for name, records in RECORDS.items():
            rows = _rows(session, records, ctx.today())
            columns = [described["name"] for described in schema(records)["fields"]]
            found[f"{name}.csv"] = safe_csv([[_cell(row[column]) for column in columns] for row in rows], columns)
            found[f"{name}.json"] = _json(rows)
    found["datapackage.json"] = _json(_package(ctx.today()))
    return found


def zipped(ctx: Context) -> bytes:
    """Return the open data as one ZIP file; on the same day of an unchanged record, the same bytes."""
    file, moment = BytesIO(), (*ctx.today().timetuple()[:3], 0, 0, 0)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(ctx).items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def _rows(session: Session, records: Records, today: date) -> list[dict[str, Any]]:
    """Return the rows with what everybody may read, figures about too few people left out."""
    fields, least = public(records), int(value_of(session, "small_cell"))
    rows = [flat(row, fields) for row in records.rows(session, today, False)]
    for row in rows:
        for name in PEOPLE:
            if row.get(name) is not None and row[name] < least:
                row[name] = None
    return rows


def _cell(value: Any) -> Any:
    """Return a value as Table Schema writes it in CSV."""
    return str(value).lower() if isinstance(value, bool) else value


def _told(records: Records) -> tuple[tuple[str, str, str, str], ...]:
    short = "zh" if language() == "zh_CN" else "en"
    return tuple(
        (field["name"], field["type"], field.get("unit", {}).get(short, ""), field["description"][short])
        for field in schema(records)["fields"]
    )


def _package(today: date) -> dict[str, Any]:
    """Return the description of the whole package. Source: Data Package, Frictionless Standards."""
    return {
        "profile": "tabular-data-package",
        "name": "riverside-public-record",
        "title": both(NAME),
        "created": today.isoformat(),
        "licence": both(LICENCE),
        "resources": [
            {
                "name": name,
                "title": both(TITLES[name]),
                "description": both(records.about),
                "path": f"{name}.csv",
                "alternative": f"{name}.json",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
                "schema": schema(records),
            }
            for name, records in RECORDS.items()
        ],
    }


def _json(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1).encode()
