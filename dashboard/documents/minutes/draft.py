"""How does the office word the facts of a meeting as minutes?

The language is the one spoken now. What comes out is the markup of ``paper.parse``, for the secretariat to edit.
"""

import re

from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts, TaskFacts
from dashboard.documents.minutes.paper import INDENT
from dashboard.documents.minutes.punctuation import between_sentences, chinese, full_stop
from dashboard.formats import clock, day, local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from models.enums import AgendaStatus, Outcome

DIGITS = "零一二三四五六七八九"
STOPS = "。！？.!?…"
HANGING = "，、；：,"


def draft_text(facts: MeetingFacts) -> str:
    """Return the minutes as text: an opening, then a heading and its paragraphs for each item."""
    items = [line for item in facts.items for line in _item(item)]
    return "\n\n".join([opening(facts), *items]) + "\n"


def opening(facts: MeetingFacts) -> str:
    """Return when, where, who chaired, how many came, and what follows."""
    sentences = [_convened(facts), _attended(facts), _announced(len(facts.items))]
    return between_sentences().join(sentences)


def chinese_numeral(number: int) -> str:
    """Return 一 to 九十九; any other number in Arabic digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return leading + (DIGITS[ones] if ones else "")


def vote_line(motion: MotionFacts) -> str:
    """Return the count as minutes give it: 应到11人，实到9人，赞成9票，反对0票，弃权0票，通过."""
    return _(
        "entitled to attend %(entitled)d, present %(present)d; "
        "for %(votes_for)d, against %(against)d, abstaining %(abstain)d: %(outcome)s"
    ) % {
        "entitled": motion.entitled,
        "present": motion.present,
        "votes_for": motion.votes_for,
        "against": motion.against,
        "abstain": motion.abstain,
        "outcome": _outcome(motion),
    }


def task_line(task: TaskFacts) -> str:
    """Return who does it by when: 责任单位：…，完成时限：2026年6月25日."""
    unit = _one_line(task.unit) or _("still to be named")
    return _("Responsible unit: %(unit)s; due date: %(due)s") % {"unit": unit, "due": day(task.due_on)}


def _convened(facts: MeetingFacts) -> str:
    words = {
        "day": day(local_date(facts.starts_at)),
        "time": clock(facts.starts_at),
        "chair": _one_line(facts.chair),
        "place": _one_line(facts.place),
        "title": _one_line(facts.title),
        "kind": facts.kind,
        "number": facts.number,
    }
    if not facts.chair:
        return _("“%(title)s” (%(kind)s, No. %(number)s) was held on %(day)s at %(time)s at %(place)s.") % words
    return _("On %(day)s at %(time)s, %(chair)s chaired “%(title)s” (%(kind)s, No. %(number)s) at %(place)s.") % words


def _attended(facts: MeetingFacts) -> str:
    counts = {
        "entitled": facts.entitled,
        "present": len(facts.present),
        "leave": len(facts.on_leave),
        "absent": facts.entitled - len(facts.present) - len(facts.on_leave),
        "guests": len(facts.guests),
    }
    if counts["absent"] > 0:
        return (
            _(
                "Entitled to attend: %(entitled)d; present: %(present)d; on leave: %(leave)d; "
                "absent without leave: %(absent)d; in attendance without a vote: %(guests)d."
            )
            % counts
        )
    return (
        _(
            "Entitled to attend: %(entitled)d; present: %(present)d; on leave: %(leave)d; "
            "in attendance without a vote: %(guests)d."
        )
        % counts
    )


def _announced(items: int) -> str:
    if not items:
        return _("The meeting had no items on its agenda.")
    if items == 1:
        return _("The meeting took up one item; its minutes follow.")
    return _("The meeting took up %(items)d items; their minutes follow.") % {"items": items}


def _item(item: ItemFacts) -> list[str]:
    """Return the heading of an item and its paragraphs: heard, considered, decided, votes, tasks."""
    if item.outcome is AgendaStatus.LISTED:
        return [_heading(item), _decided(item)]
    votes = [line for motion in item.motions for line in _vote(motion, numbered=len(item.motions) > 1)]
    tasks = [_task(task) for task in item.tasks]
    return [_heading(item), _heard(item), *_considered(item), _decided(item), *votes, *tasks]


def _heading(item: ItemFacts) -> str:
    words = {"number": chinese_numeral(item.position) if chinese() else item.position, "title": _subject(item)}
    return "# " + pgettext("heading of an item", "%(number)s. %(title)s") % words


def _heard(item: ItemFacts) -> str:
    words = {"presenter": _one_line(item.presenter), "title": _subject(item)}
    if not item.presenter:
        return _("The meeting took up “%(title)s”.") % words
    return _("The meeting heard %(presenter)s on “%(title)s”.") % words


def _considered(item: ItemFacts) -> list[str]:
    """Return what was said, a paragraph for each line; a line that looks like a heading is kept from being one."""
    first, *others = _lines(item.discussion) or [""]
    if not first:
        return []
    told_already = chinese() and first.startswith("会议")
    opened = first if told_already else _("The meeting considered: %(views)s") % {"views": first}
    return [_sentence(opened), *("　" + other if other.startswith("#") else other for other in others)]


def _decided(item: ItemFacts) -> str:
    """Return the decision in the words that its outcome allows; the last round of voting is the deciding one."""
    last = max(item.motions, key=lambda motion: motion.round_no, default=None)
    if item.outcome is AgendaStatus.ADOPTED:
        return _adopted(last)
    if item.outcome is AgendaStatus.NOT_ADOPTED and last:
        return _("The meeting did not adopt the motion “%(matter)s”.") % {"matter": _matter(last)}
    return {
        AgendaStatus.NOT_ADOPTED: _("The meeting did not adopt the item."),
        AgendaStatus.DEFERRED: _("The meeting decided to defer the item."),
        AgendaStatus.NOTED: _("The meeting took note of the item without a vote."),
        AgendaStatus.LISTED: _("The meeting did not take up the item."),
        AgendaStatus.IN_DISCUSSION: _("The meeting had not finished discussing the item."),
    }[item.outcome]


def _adopted(motion: MotionFacts | None) -> str:
    if motion is None:
        return _("The meeting agreed to the item.")
    words = {"matter": _matter(motion), "conditions": _unstopped(motion.conditions)}
    if motion.conditions:
        return _("The meeting adopted the motion “%(matter)s” on these conditions: %(conditions)s.") % words
    return _("The meeting adopted the motion “%(matter)s”.") % words


def _vote(motion: MotionFacts, *, numbered: bool) -> list[str]:
    """Return what was voted on where there were several rounds, then rule and result."""
    round_no = chinese_numeral(motion.round_no) if chinese() else motion.round_no
    words = {"round": round_no, "matter": _matter(motion)}
    put = [_("Voting round %(round)s, on the motion “%(matter)s”.") % words] if numbered else []
    result = _("Result of the vote: %(line)s.") % {"line": vote_line(motion)}
    return [*put, between_sentences().join([*_rule(motion), result])]


def _rule(motion: MotionFacts) -> list[str]:
    words = {"rule": _unstopped(motion.rule_words), "needed": motion.votes_needed}
    if not motion.rule_words:
        return []
    if motion.votes_needed is None:
        return [_("Rule of the vote: %(rule)s.") % words]
    return [_("Rule of the vote: %(rule)s, here at least %(needed)d votes in favour.") % words]


def _outcome(motion: MotionFacts) -> str:
    if motion.outcome is Outcome.CARRIED and motion.conditions:
        return pgettext("outcome of a vote", "adopted with conditions")
    return {
        Outcome.CARRIED: pgettext("outcome of a vote", "adopted"),
        Outcome.NOT_CARRIED: pgettext("outcome of a vote", "not adopted"),
        Outcome.NO_QUORUM: pgettext("outcome of a vote", "no quorum, no decision"),
        Outcome.UNDEFINED: pgettext("outcome of a vote", "no result could be established"),
    }[motion.outcome]


def _task(task: TaskFacts) -> str:
    words = {"task": _unstopped(task.text), "line": task_line(task)}
    return _("Task: %(task)s. %(line)s.") % words


def _subject(item: ItemFacts) -> str:
    """Return the title as it stands after 关于, which Chinese titles often begin with themselves."""
    title = _one_line(item.title)
    return title.removeprefix("关于") if chinese() else title


def _matter(motion: MotionFacts) -> str:
    """Return the motion as it stands after 会议同意, which Chinese motions often begin with themselves."""
    text = _unstopped(motion.text)
    return re.sub("^(会议|是否)?同意", "", text) if chinese() else text


def _lines(text: str) -> list[str]:
    return [line for line in (raw.strip(INDENT) for raw in re.split("\r\n|\r|\n", text)) if line]


def _one_line(text: str) -> str:
    return " ".join(_lines(text))


def _unstopped(text: str) -> str:
    return _one_line(text).rstrip(STOPS + HANGING)


def _sentence(text: str) -> str:
    return text if text.endswith(tuple(STOPS)) else text.rstrip(HANGING) + full_stop()
