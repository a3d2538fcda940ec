"""Which file does somebody take away who wants the register as a table?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.errors import BadInput
from dashboard.exchange.csv_out import safe_csv
from dashboard.exchange.xlsx_out import safe_xlsx
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services.context import Context
from dashboard.services.decisions.reading import EVERYTHING, decisions, tasks
from dashboard.services.decisions.shapes import DecisionLine, RegisterFilter, TaskLine

Row = Sequence[str | int | date | Decimal | None]


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A kind of file the register is handed out as; ``label`` is translated where it is shown."""

    label: str
    media_type: str
    write: Callable[[Sequence[Row], Sequence[str], str], bytes]


FORMATS: Mapping[str, ListFormat] = {
    "xlsx": ListFormat(
        N_("Excel workbook"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        safe_xlsx,
    ),
    "csv": ListFormat(N_("Table as CSV"), "text/csv", lambda rows, headers, _title: safe_csv(rows, headers)),
}


def export(ctx: Context, fmt: str, wanted: RegisterFilter = EVERYTHING, *, of_tasks: bool = False) -> bytes:
    """Return the decisions that match, or the tasks, as a file in the language spoken now, in the order of the page.

    Raises:
        BadInput: there is no such format (field ``format``).
    """
    if (chosen := FORMATS.get(fmt)) is None:
        raise BadInput("format", "Please choose one of the values offered.")
    if of_tasks:
        rows = [_task(line) for line in tasks(ctx, wanted)]
        return chosen.write(rows, _task_headers(), _("Tasks"))
    return chosen.write([_decision(line) for line in decisions(ctx, wanted)], _headers(), _("Decisions"))


def _headers() -> list[str]:
    return [
        _("Number"),
        _("Meeting"),
        _("Item"),
        _("Decision"),
        _("Conditions"),
        _("Resolution"),
        _("Lead unit"),
        _("Partner units"),
        _("Due date"),
        _("Status"),
        _("Days overdue"),
        _("Last word"),
    ]


def _decision(line: DecisionLine) -> Row:
    return [
        line.number,
        line.meeting_number,
        line.item_title,
        line.text,
        line.conditions,
        label(line.resolution),
        line.lead,
        line.partners,
        line.due_on,
        label(line.status),
        line.overdue_days or None,
        _last_word(line),
    ]


def _task_headers() -> list[str]:
    return [
        _("Meeting"),
        _("Item"),
        _("Task"),
        _("Unit"),
        _("Due date"),
        _("Status"),
        _("Days overdue"),
        _("Last word"),
    ]


def _task(line: TaskLine) -> Row:
    return [
        line.meeting_number,
        line.item_title,
        line.text,
        line.lead,
        line.due_on,
        label(line.status),
        line.overdue_days or None,
        _last_word(line),
    ]


def _last_word(line: DecisionLine | TaskLine) -> str:
    return line.life[-1].reason if line.life else ""
