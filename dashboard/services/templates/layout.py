"""How does the office set its papers: at which line pitch, in which fonts?"""

from sqlmodel import Session

from dashboard.documents.paper.office_fonts import in_office_fonts
from dashboard.services.house_rules import value_of


def line_pitch(session: Session) -> float:
    """Return the line pitch of the official layout in points."""
    return float(value_of(session, "line_pitch_pt"))


def fonts(session: Session) -> dict[str, str]:
    """Return the fonts that Word files name: body, heading_1, heading_2, title, digits."""
    return {str(part): str(name) for part, name in value_of(session, "document_fonts").items()}


def finished(session: Session, fmt: str, content: bytes) -> bytes:
    """Return a file as the office hands it out: a Word file in the office's fonts, any other as it is."""
    return in_office_fonts(content, fonts(session)) if fmt == "docx" else content
