"""How is something written as a page that any browser shows without the program, for years to come?

No scripts, nothing from elsewhere; every text is data and is escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

STYLE = (
    "body{font:16px/1.7 'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif;"
    "max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}"
    "h1{font-size:1.6rem;border-bottom:2px solid #b3261e;padding-bottom:.4rem}h2{font-size:1.2rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}"
    "th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#f3f0ee}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#555}dd{margin:0}"
    "p.text{white-space:pre-wrap}a{color:#8c1d18}"
)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another file of the archive; ``to`` is its name from the top."""

    words: str
    to: str


Cell = str | int | Link | None


def page(title: str, parts: Iterable[str], *, name: str, home: str = "") -> bytes:
    """Return a whole page.

    Args:
        name: where the page lies in the archive.
        home: words of the link to the contents; empty on that page itself.
    """
    up = f"<p>{linked(Link(home, 'index.html'), name)}</p>" if home else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>\n"
        f"{up}<h1>{escape(title)}</h1>\n{''.join(parts)}</body></html>\n"
    ).encode("utf-8", "replace")


def linked(link: Link, name: str) -> str:
    """Return a link as seen from the page ``name``."""
    up = "../" * name.count("/")
    return f'<a href="{escape(up + quote(link.to))}">{escape(link.words)}</a>'


def heading(words: str) -> str:
    """Return a heading inside the page."""
    return f"<h2>{escape(words)}</h2>\n"


def paragraph(words: str) -> str:
    """Return a text with its line breaks."""
    return f'<p class="text">{escape(words)}</p>\n'


def table(headers: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> str:
    """Return a table; empty where it has no rows."""
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell, name)}</td>' for cell in row)}</tr>\n" for row in rows)
    if not body:
        return ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in headers)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>\n"


def facts(pairs: Iterable[tuple[str, Cell]], name: str) -> str:
    """Return facts with what each is called; those without a value are left out."""
    told = [(term, cell) for term, cell in pairs if cell not in (None, "")]
    return f"<dl>{''.join(f'<dt>{escape(term)}</dt><dd>{_cell(cell, name)}</dd>' for term, cell in told)}</dl>\n"


def links(found: Iterable[Link], name: str) -> str:
    """Return a list of links; empty where there are none."""
    items = "".join(f"<li>{linked(link, name)}</li>\n" for link in found)
    return f"<ul>\n{items}</ul>\n" if items else ""


def _cell(cell: Cell, name: str) -> str:
    if isinstance(cell, Link):
        return linked(cell, name)
    return "" if cell is None else escape(str(cell))
