"""The templates of the office's papers: shipped with the software, or changed in WPS or Word by the office itself."""

from dashboard.services.templates.forms import placeholders
from dashboard.services.templates.keeping import reset, upload
from dashboard.services.templates.layout import finished, fonts, line_pitch
from dashboard.services.templates.looks import Look, dressed, kept, look
from dashboard.services.templates.reading import download, in_force, of_version, preview, templates, version_in_force
from dashboard.services.templates.shapes import TemplateRead, TemplateVersion
from dashboard.services.templates.sorts import SORTS

__all__ = [
    "SORTS",
    "Look",
    "TemplateRead",
    "TemplateVersion",
    "download",
    "dressed",
    "finished",
    "fonts",
    "in_force",
    "kept",
    "line_pitch",
    "look",
    "of_version",
    "placeholders",
    "preview",
    "reset",
    "templates",
    "upload",
    "version_in_force",
]
