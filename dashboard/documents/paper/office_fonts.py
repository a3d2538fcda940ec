"""Which fonts does a Word file name, where the office has others than those the templates were made with?"""

import re
import zipfile
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape

SHIPPED: Mapping[str, str] = {
    "body": "仿宋_GB2312",
    "heading_1": "黑体",
    "heading_2": "楷体_GB2312",
    "title": "方正小标宋简体",
    "digits": "宋体",
}
"""The fonts of the shipped templates by what they set. Source: GB/T 9704-2012, 7; the office's own practice."""

_NAMING = re.compile(r"<w:(?:rFonts|font)\b[^>]*>")
"""Elements that name fonts: of runs and styles, and of the table of fonts. Text holds no ``<`` of its own."""

KEPT = "surrogateescape"
"""How bytes that are no UTF-8, in parts nobody here wrote, come through."""

_VALUE = re.compile(r'(?<=\bw:)(ascii|hAnsi|eastAsia|cs|name)="([^"]*)"')


def in_office_fonts(content: bytes, fonts: Mapping[str, str]) -> bytes:
    """Return a Word file that names the fonts chosen in place of those of the shipped templates.

    Fonts that a template of the office's own names beside those stay. ``fonts`` has the keys of ``SHIPPED``; the file
    comes back as it is where all five are as shipped.
    """
    chosen = {SHIPPED[part]: name for part, name in fonts.items() if SHIPPED[part] != name}
    if not chosen:
        return content
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("word/") and entry.filename.endswith(".xml"):
                data = _renamed(data.decode("utf-8", KEPT), chosen).encode("utf-8", KEPT)
            target.writestr(entry, data)
    return written.getvalue()


def _renamed(xml: str, chosen: Mapping[str, str]) -> str:
    return _NAMING.sub(lambda element: _VALUE.sub(partial(_attribute, chosen), element.group()), xml)


def _attribute(chosen: Mapping[str, str], found: re.Match[str]) -> str:
    """Return an attribute with the font chosen for the one it names; all five at once, so that two may be swapped."""
    name, font = found.groups()
    return f'{name}="{escape(chosen[font], {chr(34): "&quot;"})}"' if font in chosen else found.group()
