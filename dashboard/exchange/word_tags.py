"""Which placeholders and tags does a Word template hold, and is each one that papers know how to fill in?

Only ``{{ … }}``, ``{% if … %}`` and ``{% for … %}`` over the names a template knows pass: nothing in a file that
somebody uploads is ever called, computed or fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

from dashboard.errors import BadInput

_ENVIRONMENT = Environment(autoescape=True)
_DEEPEST = 4
"""Loops inside each other at most: the shipped templates have two."""

_HARMLESS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.If, nodes.For,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Tuple, nodes.List,
)  # fmt: skip
_ODD_BRACES = re.compile(r"｛\s*[｛{%％]|[｝}%％]\s*｝|\{\s+[{%]|[}%]\s+\}(?!\})|\{％|％\}")
_XML_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Words:
    """The names that a template asks for at its outermost, and those behind a dot."""

    names: frozenset[str]
    attributes: frozenset[str]


def words_of(content: bytes) -> Words:
    """Return the placeholders that a sound template uses."""
    names: set[str] = set()
    attributes: set[str] = set()
    for xml in _parts(content):
        for name, node in _asked(_ENVIRONMENT.parse(xml)):
            (attributes if isinstance(node, nodes.Getattr) else names).add(name)
    return Words(frozenset(names), frozenset(attributes))


def check_tags(content: bytes, known: Words) -> None:
    """Let a template pass that asks for known words only, in tags that are whole.

    Raises:
        BadInput: a tag is broken, has no beginning or no end, does more than fill in, or asks for a word that is
            not known (field ``file``). The sentence names it and how to mend it.
    """
    for xml in _parts(content):
        tree = _parsed(xml)
        for name, node in _asked(tree):
            _check_word(name, known.attributes if isinstance(node, nodes.Getattr) else known.names)
        _check_plain(tree, xml, 0)


def _parts(content: bytes) -> Iterator[str]:
    """Give the text of body, headers and footers as docxtpl reads it, a paragraph to a line."""
    form = DocxTemplate(BytesIO(content))
    form.init_docx()
    edges = [part for uri in (form.HEADER_URI, form.FOOTER_URI) for _key, part in form.get_headers_footers(uri)]
    for xml in [form.get_xml(), *(form.get_part_xml(part) for part in edges)]:
        yield re.sub(r"<w:p([ >])", r"\n<w:p\1", form.patch_xml(xml))


def _parsed(xml: str) -> nodes.Template:
    for line in xml.split("\n"):
        if _ODD_BRACES.search(_XML_TAG.sub("", line)):
            raise BadInput(
                "file",
                "The braces in “%(place)s” are not whole: they must be half-width and stand close together, "
                "like {{ title }}. Take the passage over from the template as shipped.",
                place=_shown(line),
            )
    try:
        return _ENVIRONMENT.parse(xml)
    except TemplateSyntaxError as error:
        raise _broken(error, xml) from None


def _broken(error: TemplateSyntaxError, xml: str) -> BadInput:
    """Return the refusal of a template that cannot be read, as exact as the reader of tags is."""
    told = error.message or ""
    if unclosed := re.search(r"innermost block that needs to be closed is '(\w+)'", told):
        return BadInput(
            "file",
            "A tag {%% %(tag)s … %%} is never closed: the tag {%% end%(tag)s %%} is missing. "
            "Take it over from the template as shipped.",
            tag=unclosed.group(1),
        )
    if unknown := re.search(r"[Uu]nknown tag '(\w+)'", told):
        return BadInput(
            "file",
            "The tag {%% %(tag)s %%} has no beginning or is not known. "
            "Take the whole passage over from the template as shipped.",
            tag=unknown.group(1),
        )
    return BadInput(
        "file",
        "The placeholder or tag in “%(place)s” is damaged. Take it over from the template as shipped.",
        place=_shown(_line(xml, error.lineno)),
    )


def _asked(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node]]:
    """Give every word a template asks for, those it gives names to itself left out."""
    given = {"loop"}
    for loop in tree.find_all(nodes.For):
        targets = [loop.target, *loop.target.find_all(nodes.Name)]
        given |= {target.name for target in targets if isinstance(target, nodes.Name)}
    for name in tree.find_all(nodes.Name):
        if name.name not in given:
            yield name.name, name
    for attribute in tree.find_all(nodes.Getattr):
        if not (isinstance(attribute.node, nodes.Name) and attribute.node.name == "loop"):
            yield attribute.attr, attribute


def _check_word(name: str, known: frozenset[str]) -> None:
    if name in known:
        return
    near = get_close_matches(name, sorted(known), 1)
    if near:
        raise BadInput(
            "file",
            "The template asks for “%(name)s”, which this paper does not have. Is “%(near)s” meant? Correct it and "
            "upload the file again.",
            name=name[:40],
            near=near[0],
        )
    raise BadInput(
        "file",
        "The template asks for “%(name)s”, which this paper does not have. Take that placeholder out, or take it over "
        "from the template as shipped.",
        name=name[:40],
    )


def _check_plain(node: nodes.Node, xml: str, depth: int) -> None:
    """Refuse whatever calls, computes or fetches, and loops that would never end."""
    if not isinstance(node, _HARMLESS) or depth > _DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        raise BadInput(
            "file",
            "The tag in “%(place)s” does more than fill in. Templates know {{ … }}, {%% if … %%} and {%% for … %%} "
            "only. Take the passage over from the template as shipped.",
            place=_shown(_line(xml, node.lineno)),
        )
    for child in node.iter_child_nodes():
        _check_plain(child, xml, depth + isinstance(node, nodes.For))


def _line(xml: str, number: int) -> str:
    lines = xml.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _shown(line: str) -> str:
    """Return the words of a paragraph, shortened around its first tag."""
    text = " ".join(_XML_TAG.sub("", line).split())
    start = max(0, text.find("{") - 20)
    return text[start : start + 80] or "…"
