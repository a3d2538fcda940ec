"""How does the office word the facts of a meeting as minutes?

The language is the one spoken now. What comes out is the markup of ``paper.parse`` with the marks of ``bonds``, for the
secretariat to edit; ``bonds.printed`` makes of it what leaves the office.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from dashboard.documents.minutes import deciding
from dashboard.documents.minutes.bonds import literal, mark
from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts
from dashboard.documents.minutes.phrases import absent, phrases
from dashboard.documents.minutes.punctuation import between_sentences, chinese
from dashboard.documents.minutes.typed import lines, sentence
from dashboard.documents.minutes.voting import chinese_numeral
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext

COUNT = re.compile(r"(%\(\w+\))d")
# Whose first words say already who spoke, or what somebody reported or declared, is no view of the meeting.
TOLD_ALREADY = re.compile(
    "会议|与会|[一二两三四五六七八九十有各部分多数个别]*[名位]?委员(?!会)"
    "|[^，。；：！？]{2,30}(?:介绍|汇报|通报|说明)了|[^。；！？]{2,40}申请回避"
)


def draft_text(facts: MeetingFacts) -> str:
    """Return the minutes as text: an opening, then a heading and its paragraphs for each item.

    Every figure, date, unit and decision stands in a mark that names its fact.
    """
    marks = defaultdict(str, {key: mark(key, phrase) for key, phrase in phrases(facts).items()})
    items = [line for item in facts.items for line in _item(item, marks)]
    return "\n\n".join([_opening(facts, marks), *items]) + "\n"


def _opening(facts: MeetingFacts, marks: Mapping[str, str]) -> str:
    """Return when, where, who chaired, how many came, and what follows."""
    sentences = [_convened(facts, marks), _attended(facts, marks), marks["会议.议题"]]
    return between_sentences().join(sentences)


def _convened(facts: MeetingFacts, marks: Mapping[str, str]) -> str:
    words = {
        "day": marks["会议.日期"],
        "time": marks["会议.时间"],
        "chair": marks["会议.主持"],
        "place": marks["会议.地点"],
        "title": marks["会议.名称"],
        "kind": marks["会议.类别"],
        "number": marks["会议.编号"],
    }
    if not facts.chair:
        return _("“%(title)s” (%(kind)s, No. %(number)s) was held on %(day)s at %(time)s at %(place)s.") % words
    return _("On %(day)s at %(time)s, %(chair)s chaired “%(title)s” (%(kind)s, No. %(number)s) at %(place)s.") % words


def _attended(facts: MeetingFacts, marks: Mapping[str, str]) -> str:
    counts = {
        "entitled": marks["会议.应到"],
        "present": marks["会议.实到"],
        "leave": marks["会议.请假"],
        "absent": marks["会议.未到"],
        "guests": marks["会议.列席"],
    }
    if absent(facts):
        told = _(
            "Entitled to attend: %(entitled)d; present: %(present)d; on leave: %(leave)d; "
            "absent without leave: %(absent)d; in attendance without a vote: %(guests)d."
        )
    else:
        told = _(
            "Entitled to attend: %(entitled)d; present: %(present)d; on leave: %(leave)d; "
            "in attendance without a vote: %(guests)d."
        )
    # A count in its mark is text.
    return COUNT.sub(r"\1s", told) % counts


def _item(item: ItemFacts, marks: Mapping[str, str]) -> list[str]:
    """Return the heading of an item and its paragraphs: heard, considered, held over, decided, votes, tasks."""
    number = item.position
    if deciding.untouched(item):
        return [_heading(item, marks), marks[f"决定{number}"]]
    views = [marks[f"缓议{number}"], marks[f"书面{number}"]]
    votes = [line for motion in item.motions for line in _vote(item, motion, marks)]
    tasks = [_task(f"{number}-{at}", marks) for at, _one in enumerate(item.tasks, 1)]
    paragraphs = [_heard(item, marks), *_considered(item), *views, marks[f"决定{number}"], *votes, *tasks]
    return [_heading(item, marks), *(told for told in paragraphs if told)]


def _heading(item: ItemFacts, marks: Mapping[str, str]) -> str:
    number = chinese_numeral(item.position) if chinese() else item.position
    words = {"number": number, "title": marks[f"议题{item.position}"]}
    return "# " + pgettext("heading of an item", "%(number)s. %(title)s") % words


def _heard(item: ItemFacts, marks: Mapping[str, str]) -> str:
    words = {"presenter": marks[f"汇报{item.position}"], "title": marks[f"议题{item.position}"]}
    if not words["presenter"]:
        return _("The meeting took up “%(title)s”.") % words
    return _("The meeting heard %(presenter)s on “%(title)s”.") % words


def _considered(item: ItemFacts) -> list[str]:
    """Return what was said, a paragraph for each line; a line that looks like a heading is kept from being one."""
    first, *others = [literal(line) for line in lines(item.discussion)] or [""]
    if not first:
        return []
    told_already = chinese() and TOLD_ALREADY.match(first)
    opened = first if told_already else _("The meeting considered: %(views)s") % {"views": first}
    return [sentence(opened), *("　" + other if other.startswith("#") else other for other in others)]


def _vote(item: ItemFacts, motion: MotionFacts, marks: Mapping[str, str]) -> list[str]:
    """Return what was voted on where the decision does not say it, then how, by which rule, and the result."""
    key = f"{item.position}-{motion.round_no}"
    round_no = chinese_numeral(motion.round_no) if chinese() else motion.round_no
    words = {"round": round_no, "matter": marks[f"事项{key}"]}
    put = [_("Voting round %(round)s, on the motion “%(matter)s”.") % words] if words["matter"] else []
    sentences = [
        _("Way to vote: %(way)s.") % {"way": marks[f"方式{key}"]},
        marks[f"规则{key}"],
        marks[f"回避{key}"],
        _("Result of the vote: %(line)s.") % {"line": marks[f"表决{key}"]},
        *(marks[f"{told}{key}"] for told in ("选项", "落选", "条件", "保留")),
    ]
    return [*put, between_sentences().join(told for told in sentences if told)]


def _task(key: str, marks: Mapping[str, str]) -> str:
    words = {"unit": marks[f"单位{key}"], "due": marks[f"期限{key}"]}
    line = _("Responsible unit: %(unit)s; due date: %(due)s") % words
    return _("Task: %(task)s. %(line)s.") % {"task": marks[f"任务{key}"], "line": line}
