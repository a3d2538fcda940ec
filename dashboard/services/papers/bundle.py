"""How does a whole meeting leave the office as one ZIP file, with a list of what is in it?"""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from dashboard.documents.minutes import FORMATS as MINUTES_FORMATS
from dashboard.documents.minutes.paper import MinutesPaper
from dashboard.documents.paper import pdf_state
from dashboard.documents.popolo import to_popolo
from dashboard.errors import DomainError, NotAllowed
from dashboard.exchange.csv_out import safe_csv
from dashboard.formats import day_with_weekday, local_date
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services import attachments, meetings, minutes
from dashboard.services import record as records
from dashboard.services.context import Context
from dashboard.services.meetings import MeetingPage
from dashboard.services.meetings.common import meeting_numbered
from dashboard.services.minutes.gathering import gather
from dashboard.services.minutes.shapes import Export
from dashboard.services.papers.filing import speaking_as_asked
from dashboard.services.papers.kinds import PAPERS
from dashboard.services.papers.making import paper, papers
from dashboard.services.papers.meeting import issuer
from dashboard.services.papers.shapes import PapersPage

ZIP = "application/zip"
FORMATS = ("docx", "pdf")
Told = Callable[[int, int], None]
"""Is told how many files are made, of how many."""
Maker = Callable[[], bytes]


def bundle(
    ctx: Context, number: str, language: str = "zh_CN", *, record: bool = False, told: Told | None = None
) -> Export:
    """Return every paper of a meeting that the actor may have, its minutes and attachments, as one ZIP file.

    It holds a list of its files with size and SHA-256, and a note on what is missing and why. The record of the
    meeting is only in it where it is asked for by ``record``; that reading is written down as any other.

    Raises:
        NotFound: there is no such meeting.
        NotAllowed: the actor may not read meetings, or asks for the record and may not read it.
        BadInput: there is no such language.
    """
    if record and not ctx.actor.may(P.RECORD_READ):
        raise NotAllowed("Your role may not do this.", permission=P.RECORD_READ)
    with speaking_as_asked(language):
        page, offered = meetings.meeting(ctx, number), papers(ctx, number)
        notes: list[str] = []
        makers = list(_makers(ctx, page, offered, language, notes))
        if not record:
            notes.append(_("The record of the meeting is internal and not in this file."))
        else:
            name = _("Record of a meeting")
            makers.append((f"{len(PAPERS) + 2:02d} {name}.docx", partial(_record, ctx, number)))
        files = _made(makers, notes, told)
        files[_("Read me first") + ".txt"] = _notes(page, notes)
        files[_("List of files") + ".csv"] = _contents(files)
        return Export(f"{number}-papers.zip", ZIP, _zipped(files, page))


def _makers(
    ctx: Context, page: MeetingPage, offered: PapersPage, language: str, notes: list[str]
) -> Iterator[tuple[str, Maker]]:
    """Yield name and maker of each file, in the order in which a meeting needs them."""
    state = pdf_state()
    formats = [fmt for fmt in FORMATS if fmt != "pdf" or state.ready]
    if not state.ready:
        notes.append(_("PDF files are left out: %(reason)s") % {"reason": state.reason})
    number = page.meeting.number
    for position, line in enumerate(offered.lines, 1):
        name = _(line.kind.label)
        if line.missing:
            notes.append(f"{name}: {line.missing}")
            continue
        for fmt in formats:
            yield f"{position:02d} {_safe(name)}.{fmt}", partial(_paper, ctx, number, line.sort, fmt, language)
    yield from _minutes(ctx, offered, state.ready, notes)
    if not next(line.missing for line in offered.lines if line.sort == "result_report"):
        name = _("Votes, counts only (Popolo)")
        yield f"{len(PAPERS) + 3:02d} {name}.json", partial(_popolo, ctx, number, language)
    yield from _attachments(ctx, page)


def _minutes(ctx: Context, offered: PapersPage, pdf: bool, notes: list[str]) -> Iterator[tuple[str, Maker]]:
    if not offered.has_minutes:
        notes.append(_("There are no minutes yet, or none that you may read."))
        return
    name = _("Minutes")
    for fmt, kind in MINUTES_FORMATS.items():
        if fmt == "pdf" and not pdf:
            continue
        yield f"{len(PAPERS) + 1:02d} {name}.{kind.extension}", partial(_minutes_file, ctx, offered.number, fmt)


def _paper(ctx: Context, number: str, sort: str, fmt: str, language: str) -> bytes:
    return paper(ctx, number, sort, fmt, language).content


def _minutes_file(ctx: Context, number: str, fmt: str) -> bytes:
    return minutes.export(ctx, number, fmt).content


def _popolo(ctx: Context, number: str, language: str) -> bytes:
    """Return the closed votes as machines read them: counts only, and no word on who voted how."""
    with ctx.reading(P.MEETING_READ) as session:
        facts = gather(session, meeting_numbered(session, number), language)
    return to_popolo([MinutesPaper(head_title="", issuer=issuer(), title=facts.title, facts=facts)])


def _record(ctx: Context, number: str) -> bytes:
    return records.export(ctx, number, "docx").content


def _attachment(ctx: Context, attachment_id: int) -> bytes:
    return attachments.content(ctx, attachment_id)[2]


def _attachments(ctx: Context, page: MeetingPage) -> Iterator[tuple[str, Maker]]:
    taken: set[str] = set()
    for item in page.items:
        for one in item.papers:
            folder = _("Attachments")
            name = f"{folder}/{item.position:02d} {_safe(one.name)}"
            if name in taken:  # two files of one item may have the same name
                name = f"{folder}/{item.position:02d} {one.id} {_safe(one.name)}"
            taken.add(name)
            yield name, partial(_attachment, ctx, one.id)


def _made(makers: list[tuple[str, Maker]], notes: list[str], told: Told | None) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for done, (name, make) in enumerate(makers, 1):
        try:
            content = make()
            files[name] = _undated(content) if name.endswith(".docx") else content
        except DomainError as refused:
            notes.append(_("%(file)s is missing: %(reason)s") % {"file": name, "reason": str(refused)})
        if told is not None:
            told(done, len(makers))
    return files


def _undated(word: bytes) -> bytes:
    """Return a Word file whose parts carry no time of writing, so that the same paper is the same file."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(word)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, source.read(part))
    return out.getvalue()


def _notes(page: MeetingPage, notes: list[str]) -> bytes:
    held = day_with_weekday(local_date(page.meeting.starts_at))
    lines = [
        f"{page.meeting.title}　{page.meeting.number}",
        held,
        "",
        _("Whoever gets this file may pass it on only within the scope of the meeting."),
        _("The list of files gives size and SHA-256 of each, so that a copy can be compared."),
        *notes,
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _contents(files: dict[str, bytes]) -> bytes:
    """Return the list of files with size and digest, as a table that Excel and WPS open."""
    rows = [[name, len(content), hashlib.sha256(content).hexdigest()] for name, content in sorted(files.items())]
    return safe_csv(rows, [_("File"), _("Bytes"), "SHA-256"])


def _safe(name: str) -> str:
    """Return a file name without what some systems take for a folder or refuse."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .") or "_"


def _zipped(files: dict[str, bytes], page: MeetingPage) -> bytes:
    """Return the files as a ZIP, dated by the day of the meeting, so that equal files make an equal ZIP."""
    held = local_date(page.meeting.starts_at)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (held.year, held.month, held.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
