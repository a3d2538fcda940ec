"""How do minutes become Akoma Ntoso, the XML of parliaments?

Source: OASIS LegalDocML, Akoma Ntoso Version 1.0 (namespace 3.0): a ``debate`` named ``minutes``. Its parliamentary
analysis holds counts only, never who voted how.
"""

from collections.abc import Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from dashboard.documents.minutes.akn_meta import decision_id, meta
from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.minutes.paper import Block, MinutesPaper, refuse_unprintable, refuse_unprintable_text
from dashboard.documents.minutes.particulars import copy_line, digest_line, issue_line, marks, particulars
from dashboard.documents.minutes.published import given
from dashboard.documents.minutes.punctuation import with_colon
from dashboard.documents.minutes.sections import sections
from dashboard.errors import BadInput
from dashboard.i18n import speaking

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def to_akn(paper: MinutesPaper) -> bytes:
    """Return the minutes as an Akoma Ntoso document in UTF-8, labels in the language of the paper.

    Raises:
        BadInput: a text holds a character that no document can hold, or the facts were not kept with the text.
    """
    refuse_unprintable(paper)
    if (facts := given(paper)) is None:
        raise BadInput(
            "format",
            "The facts of this meeting were not kept with its minutes, so they cannot be handed out as Akoma Ntoso. "
            "Choose another format.",
        )
    with speaking(paper.language):
        root = _document(paper, facts)
    for element in root.iter():
        for text in (element.text or "", *element.attrib.values()):
            refuse_unprintable_text("text", text)
    file = BytesIO()
    ElementTree(root).write(file, encoding="UTF-8", xml_declaration=True)
    return file.getvalue() + b"\n"


def _document(paper: MinutesPaper, facts: MeetingFacts) -> Element:
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    debate = SubElement(root, "debate", name="minutes")
    body, sections = _body(paper, facts)
    debate.append(meta(paper, facts, sections))
    debate.append(_preface(paper))
    debate.append(body)
    _add_lines(debate, "conclusions", _closing(paper))
    return root


def _preface(paper: MinutesPaper) -> Element:
    preface = Element("preface")
    for text in (marks(paper), paper.head_title):
        if text:
            _line(preface, text)
    if paper.number:
        _line(SubElement(preface, "p"), paper.number, "docNumber")
    _line(SubElement(preface, "p"), paper.title, "docTitle")
    _line(SubElement(preface, "p"), paper.issuer, "docProponent")
    if paper.issued_day:
        _line(SubElement(preface, "p"), paper.issued_on, "docDate").set("date", paper.issued_day.isoformat())
    elif paper.issued_on:
        _line(preface, paper.issued_on)
    return preface


def _body(paper: MinutesPaper, facts: MeetingFacts) -> tuple[Element, dict[int, str]]:
    """Return the text in sections, and the id of the section that tells of each item, by position."""
    body, told = Element("debateBody"), {}
    given_items = {item.position for item in facts.items}
    for at, part in enumerate(sections(paper), 1):
        key = f"dbsect_{at}"
        section = SubElement(body, "debateSection", name="item" if part.heading else "opening", eId=key)
        if part.item and part.item.position in given_items:
            told[part.item.position] = key
            section.set("refersTo", f"#{decision_id(part.item)}")
        if part.heading:
            _line(section, part.heading.text, "heading")
        elif paper.opening or not part.blocks:
            _line(section, paper.opening)
        _add_blocks(section, part.blocks, key)
    lines = [with_colon(line.label) + line.text for line in particulars(paper)]
    _add_lines(body, "rollCall", lines, eId="rollcall")
    return body, told


def _add_blocks(section: Element, blocks: Sequence[Block], key: str) -> None:
    into, number = section, 0
    for block in blocks:
        if block.level == 0:
            _line(into, block.text)
            continue
        number += 1
        into = SubElement(section, "debateSection", name="part", eId=f"{key}__dbsect_{number}")
        _line(into, block.text, "heading")


def _closing(paper: MinutesPaper) -> list[str]:
    copies = copy_line(paper)
    told = [with_colon(copies.label) + copies.text if copies else "", issue_line(paper), digest_line(paper)]
    return [line for line in told if line]


def _add_lines(parent: Element, name: str, lines: Sequence[str], **attributes: str) -> None:
    if lines:
        element = SubElement(parent, name, attributes)
        for line in lines:
            _line(element, line)


def _line(parent: Element, text: str, name: str = "p") -> Element:
    element = SubElement(parent, name)
    element.text = text
    return element
