"""What readers get of templates: each sort of paper with the template in force and the versions before it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One step in the life of a template: a file of the office's own, or the way back to the one shipped."""

    version: int
    name: str
    """File name; empty where the office went back to the shipped template."""
    own: bool
    sha256: str
    uploaded_at: datetime
    uploaded_by: str
    """Name shown of whoever did it; empty for the system."""


@dataclass(frozen=True, slots=True)
class TemplateRead:
    """The template of one sort of paper. ``versions`` runs from the newest, which counts, to the oldest."""

    sort: str
    label: str
    """Translated where it is shown."""
    sha256: str
    """Digest of the file in force, in hexadecimal."""
    versions: tuple[TemplateVersion, ...]

    @property
    def own(self) -> bool:
        """Return whether a template of the office's own is in force."""
        return bool(self.versions) and self.versions[0].own

    @property
    def version(self) -> int:
        """Return the number of the version in force; 0 as long as nobody changed anything."""
        return self.versions[0].version if self.versions else 0


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out. Minutes have their own of the same shape: they import templates, not the other way."""

    name: str
    media_type: str
    content: bytes
