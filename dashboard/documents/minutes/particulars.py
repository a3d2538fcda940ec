"""Which lines does every format print around the text, in the language of the paper?

Called inside ``speaking(paper.language)``.
"""

from dataclasses import dataclass

from dashboard.documents.minutes.paper import MinutesPaper
from dashboard.documents.minutes.punctuation import full_stop, listed
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext

DIGITS_SHOWN = 16
"""Hexadecimal digits of the digest in the foot: enough to tell texts apart, short enough to read aloud."""


@dataclass(frozen=True, slots=True)
class Particular:
    """A line such as 主持：…; ``label`` comes without its colon."""

    label: str
    text: str


def particulars(paper: MinutesPaper) -> list[Particular]:
    """Return when, where and who, in the order of print; what is not known, or not to be told, is left out."""
    lines = [
        Particular(pgettext("minutes", "Time"), paper.held_at),
        Particular(pgettext("minutes", "Place"), paper.place),
        *([] if paper.without_names else _officers(paper)),
        *([] if paper.without_roll or paper.without_names else _roll(paper)),
        Particular(pgettext("minutes", "Correction"), _correction(paper)),
        Particular(pgettext("minutes", "Left out here"), paper.left_out),
    ]
    return [line for line in lines if line.text]


def _officers(paper: MinutesPaper) -> list[Particular]:
    return [
        Particular(pgettext("minutes", "Chair"), paper.chair),
        Particular(pgettext("minutes", "Recorder"), paper.recorder),
    ]


def _roll(paper: MinutesPaper) -> list[Particular]:
    return [
        Particular(pgettext("minutes", "Present"), listed(paper.present)),
        Particular(pgettext("minutes", "On leave"), listed(paper.on_leave)),
        Particular(pgettext("minutes", "In attendance"), listed(paper.in_attendance)),
    ]


def _correction(paper: MinutesPaper) -> str:
    """Return which correction this is and why; empty for the original."""
    if not paper.correction_no:
        return ""
    words = {"number": paper.correction_no, "reason": paper.correction_reason}
    return _("No. %(number)d, because: %(reason)s") % words if words["reason"] else _("No. %(number)d") % words


def copy_line(paper: MinutesPaper) -> Particular | None:
    """Return 抄送, ending with a full stop, or ``None`` where nobody gets a copy."""
    if not paper.copy_to:
        return None
    return Particular(pgettext("minutes", "Copy to"), paper.copy_to.rstrip(full_stop()) + full_stop())


def issue_line(paper: MinutesPaper) -> str:
    """Return the day of issue as the imprint words it: 2026年6月25日印发; empty for a draft."""
    return _("Issued on %(day)s") % {"day": paper.issued_on} if paper.issued_on else ""


def marks(paper: MinutesPaper) -> str:
    """Return what the head of every page says: a draft, a public version, demonstration data, all or nothing."""
    draft = pgettext("minutes", "DRAFT") if paper.draft else ""
    public = pgettext("minutes", "Public version") if paper.public else ""
    demo = _("Demonstration data") if paper.demo else ""
    return "　".join(mark for mark in (draft, public, demo) if mark)


def digest_line(paper: MinutesPaper) -> str:
    """Return the beginning of the text's digest, to compare a print with the file; empty without one."""
    return _("Text digest %(digest)s") % {"digest": paper.sha256[:DIGITS_SHOWN]} if paper.sha256 else ""
