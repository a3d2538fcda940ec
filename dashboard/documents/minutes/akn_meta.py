"""What does the head of an Akoma Ntoso file say of the minutes: which work it is, how the votes went, what is meant?"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts
from dashboard.documents.minutes.paper import MinutesPaper
from dashboard.documents.minutes.to_json import counts_of
from dashboard.documents.minutes.typed import one_line
from dashboard.documents.minutes.voting import ended, outcome
from dashboard.formats import local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.labels import label

LANGUAGES = {"zh_CN": "zho", "en": "eng"}
"""ISO 639-2, as Akoma Ntoso asks for."""

COMMITTEE = "#committee"


def meta(paper: MinutesPaper, facts: MeetingFacts, sections: Mapping[int, str]) -> Element:
    """Return the ``meta`` element; ``sections`` holds the id of the section that tells of an item, by its position."""
    head = Element("meta")
    head.append(_identification(paper, facts))
    if any(item.motions for item in facts.items):
        parliamentary = SubElement(SubElement(head, "analysis", source=COMMITTEE), "parliamentary")
        for item in facts.items:
            for motion in item.motions:
                parliamentary.append(_voting(item, motion, sections))
    head.append(_references(paper, facts))
    return head


def decision_id(item: ItemFacts) -> str:
    """Return the id of the concept that says what became of an item."""
    return f"decision-{item.outcome}"


def _identification(paper: MinutesPaper, facts: MeetingFacts) -> Element:
    found = Element("identification", source=COMMITTEE)
    held = local_date(facts.starts_at).isoformat()
    dated = (paper.issued_day.isoformat(), "issue") if paper.issued_day else (held, "meeting")
    work = f"/akn/cn/debate/minutes/{held}/{quote(facts.number, safe='') or 'nn'}"
    language = LANGUAGES.get(paper.text_language, "zho")
    version = f"-{paper.correction_no}" if paper.correction_no else ""
    expression = f"{work}/{language}@{dated[0]}{version}"
    _level(found, "FRBRWork", work, paper, (held, "meeting"))
    _level(found, "FRBRExpression", expression, paper, dated)
    _level(found, "FRBRManifestation", f"{expression}.xml", paper, dated)
    about, said, _file = found
    SubElement(about, "FRBRcountry", value="cn")
    SubElement(about, "FRBRsubtype", value="minutes")
    if paper.number:
        SubElement(about, "FRBRnumber", value=paper.number)
    SubElement(said, "FRBRversionNumber", value=str(paper.correction_no))
    SubElement(said, "FRBRlanguage", language=language)
    return found


def _level(parent: Element, name: str, uri: str, paper: MinutesPaper, when: tuple[str, str]) -> None:
    level = SubElement(parent, name)
    stem, dot, ending = uri.partition(".xml")
    SubElement(level, "FRBRthis", value=f"{stem}/!main{dot}{ending}")
    SubElement(level, "FRBRuri", value=uri)
    if name == "FRBRWork":
        SubElement(level, "FRBRalias", name="title", value=one_line(paper.title))
    SubElement(level, "FRBRdate", date=when[0], name=when[1])
    SubElement(level, "FRBRauthor", href=COMMITTEE)


def _voting(item: ItemFacts, motion: MotionFacts, sections: Mapping[int, str]) -> Element:
    number = f"{item.position}-{motion.round_no}"
    voting = Element(
        "voting", eId=f"voting-{number}", outcome=f"#outcome-{ended(motion)}", refersTo=f"#motion-{number}"
    )
    if item.position in sections:
        voting.set("href", f"#{sections[item.position]}")
    for name, count in counts_of(motion):
        if count is not None:
            SubElement(voting, "count", eId=f"count-{number}-{name}", value=str(count), refersTo=f"#count-{name}")
    for at, option in enumerate(motion.options if motion.shown else (), 1):
        told = {"eId": f"count-{number}-option-{at}", "value": str(option.count)}
        SubElement(voting, "count", told, refersTo=f"#option-{number}-{at}")
    return voting


def _references(paper: MinutesPaper, facts: MeetingFacts) -> Element:
    found = Element("references", source=COMMITTEE)
    _refer(found, "TLCOrganization", "committee", "organization", paper.issuer)
    motions = [(item, motion) for item in facts.items for motion in item.motions]
    concepts = {decision_id(item): label(item.outcome) for item in facts.items}
    concepts |= {f"outcome-{ended(motion)}": outcome(motion) for _item, motion in motions}
    if motions:
        concepts |= {f"count-{name}": words for name, words in _count_words().items()}
    for key, words in concepts.items():
        _refer(found, "TLCConcept", key, "concept", words)
    for item, motion in motions:
        for key, words in _matters(item, motion):
            _refer(found, "TLCObject", key, "object", words)
    for at, unit in enumerate(_units(facts), 1):
        _refer(found, "TLCOrganization", f"unit-{at}", "organization", unit)
    return found


def _matters(item: ItemFacts, motion: MotionFacts) -> Iterator[tuple[str, str]]:
    number = f"{item.position}-{motion.round_no}"
    yield f"motion-{number}", motion.text
    for at, option in enumerate(motion.options if motion.shown else (), 1):
        yield f"option-{number}-{at}", option.text


def _units(facts: MeetingFacts) -> list[str]:
    """Return the units that were told to do something, each once."""
    units = dict.fromkeys(one_line(task.unit) for item in facts.items for task in item.tasks)
    return [unit for unit in units if unit]


def _refer(parent: Element, sort: str, key: str, branch: str, words: str) -> None:
    SubElement(parent, sort, eId=key, href=f"/akn/ontology/{branch}/cn/{key}", showAs=one_line(words))


def _count_words() -> dict[str, str]:
    return {
        "entitled": pgettext("minutes", "entitled to attend"),
        "present": pgettext("minutes", "present"),
        "recused": pgettext("minutes", "recused"),
        "issued": _("Ballots issued"),
        "returned": _("Ballots returned"),
        "invalid": _("Invalid ballots"),
        "votes_for": pgettext("minutes", "votes in favour, or ballots with a choice"),
        "against": _("Against"),
        "abstain": _("Abstain"),
    }
