"""How is a table described, so that a program and a person understand each of its fields?

Source: Table Schema and Data Package of the Frictionless Standards; ``unit`` and the texts in two languages are added.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from dashboard import i18n
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services.exchange.records import Field, Name, Records, Row

LANGUAGES = (("zh", "zh_CN"), ("en", "en"))
FEN = N_("fen (0.01 yuan)")
KEYS: Mapping[str, str] = {"needs": "number", "resources": "number", "claims": "number", "projects": "number",
                           "notices": "number", "members": "code"}  # fmt: skip
LINKS: Mapping[str, tuple[str, str]] = {"need_number": ("needs", "number"), "project_number": ("projects", "number")}
"""Field -> table and field it points to."""


def schema(records: Records) -> dict[str, Any]:
    """Return the Table Schema of a table: its fields, key and links to other tables."""
    fields = [described for field in public(records) for described in _fields(field)]
    links = [
        {"fields": field.name, "reference": {"resource": LINKS[field.name][0], "fields": LINKS[field.name][1]}}
        for field in public(records)
        if field.name in LINKS
    ]
    found: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if records.name in KEYS:
        found["primaryKey"] = KEYS[records.name]
    return found | ({"foreignKeys": links} if links else {})


def public(records: Records) -> Sequence[Field]:
    """Return the fields that everybody may read."""
    return [field for field in records.fields if not field.office]


def flat(row: Row, fields: Iterable[Field]) -> dict[str, Any]:
    """Return a row as its schema describes it: stored values, names in two columns, dates as year-month-day."""
    found: dict[str, Any] = {}
    for field in fields:
        value = row[field.name]
        if field.sort == "name":
            told = value if isinstance(value, Name) else Name("", "")
            found |= {f"{field.name}_zh": told.zh, f"{field.name}_en": told.en}
        elif field.sort == "money":
            found[f"{field.name}_fen"] = value
        elif isinstance(value, StrEnum):
            found[field.name] = value.value
        else:
            found[field.name] = value.isoformat() if field.sort == "date" and value is not None else value
    return found


def both(message: str) -> dict[str, str]:
    """Return a sentence in Chinese and English."""
    found = {}
    for short, code in LANGUAGES:
        with i18n.speaking(code):
            found[short] = _(message)
    return found


def _fields(field: Field) -> list[dict[str, Any]]:
    """Return the description of each column a field becomes."""
    told: dict[str, Any] = {"title": both(field.title), "description": both(field.about)}
    if field.sort == "name":
        return [{"name": f"{field.name}_{short}", "type": "string", **told} for short, _code in LANGUAGES]
    if field.sort == "money":
        return [{"name": f"{field.name}_fen", "type": "integer", "unit": both(FEN), **told}]
    found: dict[str, Any] = {"name": field.name, "type": field.sort, **told}
    if field.unit:
        found["unit"] = both(field.unit)
    if field.vocabulary is not None:
        found["constraints"] = {"enum": [one.value for one in field.vocabulary]}
        found["labels"] = {one.value: _labels(one) for one in field.vocabulary}
    return [found]


def _labels(value: StrEnum) -> dict[str, str]:
    found = {}
    for short, code in LANGUAGES:
        with i18n.speaking(code):
            found[short] = label(value)
    return found
