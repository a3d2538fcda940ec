"""How does the office word what was decided, how the vote was taken, and what it came to?"""

import re

from dashboard.documents.minutes.facts import MotionFacts, OptionFacts
from dashboard.documents.minutes.punctuation import between_parts, chinese, full_stop, listed
from dashboard.documents.minutes.typed import one_line, unstopped
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, pgettext
from models.enums import BallotForm, Outcome, Resolution, VoteMode

DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """Return 一 to 九十九; any other number in Arabic digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return leading + (DIGITS[ones] if ones else "")


def adopted(motion: MotionFacts | None) -> str:
    """Return the decision as the body may word it: 会议同意立项：…, and its conditions."""
    if motion is None:
        return _("The meeting agreed to the item.")
    if motion.resolution is None:
        return _plainly_adopted(motion)
    words = {"matter": matter(motion)}
    decided = {
        Resolution.PROJECT: _("The meeting agreed to make a project of “%(matter)s”") % words,
        Resolution.COORDINATION: _("The meeting agreed to push the coordination of “%(matter)s”") % words,
        Resolution.REFERRAL: _("The meeting decided to put “%(matter)s” to the competent department") % words,
        Resolution.RECOMMENDATION: _("The meeting drew up its recommendation list on “%(matter)s”") % words,
    }[motion.resolution]
    if not motion.conditions:
        return decided + full_stop()
    told = {"decision": decided, "conditions": unstopped(motion.conditions)}
    return _("%(decision)s, on these conditions: %(conditions)s.") % told


def _plainly_adopted(motion: MotionFacts) -> str:
    words = {"matter": matter(motion), "conditions": unstopped(motion.conditions)}
    if motion.conditions:
        return _("The meeting adopted the motion “%(matter)s” on these conditions: %(conditions)s.") % words
    return _("The meeting adopted the motion “%(matter)s”.") % words


def vote_line(motion: MotionFacts) -> str:
    """Return the count as minutes give it: 应到11人，实到9人，赞成9票，反对0票，弃权0票，通过."""
    if not motion.shown:
        told = _("so few ballots were cast that their numbers are not given")
        counted = between_parts().join([_attended(motion), told])
    elif motion.outcome is Outcome.VOID:
        counted = between_parts().join([_attended(motion), *_ballots(motion)])
    else:
        counted = between_parts().join([_attended(motion), *_ballots(motion), _votes(motion)])
    return pgettext("count and outcome of a vote", "%(counted)s: %(outcome)s") % {
        "counted": counted,
        "outcome": outcome(motion),
    }


def outcome(motion: MotionFacts) -> str:
    """Return the result word: 通过 / 有条件通过 / 未通过 and so on."""
    return outcome_word(motion.outcome, motion.conditions)


def ended(motion: MotionFacts) -> Outcome:
    """Return what came of a vote; votes of the first release have conditions apart."""
    return _ended(motion.outcome, motion.conditions)


def outcome_word(ended: Outcome, conditions: str = "") -> str:
    """Return what an outcome is called in the office's papers."""
    return {
        Outcome.CARRIED: pgettext("outcome of a vote", "adopted"),
        Outcome.CARRIED_WITH_CONDITIONS: pgettext("outcome of a vote", "adopted with conditions"),
        Outcome.NOT_CARRIED: pgettext("outcome of a vote", "not adopted"),
        Outcome.NO_QUORUM: pgettext("outcome of a vote", "no quorum, no decision"),
        Outcome.UNDEFINED: pgettext("outcome of a vote", "no result could be established"),
        Outcome.VOID: pgettext("outcome of a vote", "void, to be voted again"),
    }[_ended(ended, conditions)]


def _ended(outcome: Outcome, conditions: str) -> Outcome:
    return Outcome.CARRIED_WITH_CONDITIONS if outcome is Outcome.CARRIED and conditions else outcome


def matter(motion: MotionFacts) -> str:
    """Return the motion as it stands after 会议同意, which Chinese motions often begin with themselves."""
    text = unstopped(motion.text)
    return re.sub("^(会议|是否)?同意", "", text) if chinese() else text


def _attended(motion: MotionFacts) -> str:
    words = {"entitled": motion.entitled, "present": motion.present, "recused": motion.recused}
    if motion.recused:
        return _("entitled to attend %(entitled)d, present %(present)d, recused %(recused)d") % words
    return _("entitled to attend %(entitled)d, present %(present)d") % words


def _ballots(motion: MotionFacts) -> list[str]:
    """Return how the paper ballots went: 发出表决票9张，收回9张，有效8张，无效1张."""
    if motion.issued is None or motion.returned is None:
        return []
    words = {
        "issued": motion.issued,
        "returned": motion.returned,
        "valid": motion.votes_for + motion.against + motion.abstain,
        "invalid": motion.invalid,
    }
    if motion.outcome is Outcome.VOID:
        return [_("ballots issued %(issued)d, returned %(returned)d") % words]
    return [_("ballots issued %(issued)d, returned %(returned)d, valid %(valid)d, invalid %(invalid)d") % words]


def _votes(motion: MotionFacts) -> str:
    words = {"votes_for": motion.votes_for, "against": motion.against, "abstain": motion.abstain}
    if motion.form is not BallotForm.QUESTION:
        return _("ballots with a choice %(votes_for)d, abstaining %(abstain)d") % words
    return _("for %(votes_for)d, against %(against)d, abstaining %(abstain)d") % words


def way(motion: MotionFacts) -> str:
    """Return how the vote was taken: 记名投票 / 举手表决 / 无记名投票 / 书面投票."""
    return {
        VoteMode.RECORDED: pgettext("way to vote", "recorded ballot"),
        VoteMode.SHOW_OF_HANDS: pgettext("way to vote", "show of hands"),
        VoteMode.SECRET: pgettext("way to vote", "secret ballot"),
        VoteMode.PAPER: pgettext("way to vote", "paper ballot"),
    }[motion.mode]


def rule_sentence(motion: MotionFacts) -> str:
    """Return the rule of the vote and the votes it asked for; empty where the rule is not known in words."""
    words = {"rule": unstopped(motion.rule_words), "needed": motion.votes_needed}
    if not motion.rule_words:
        return ""
    if motion.votes_needed is not None:
        return _("Rule of the vote: %(rule)s, here at least %(needed)d votes in favour.") % words
    return _("Rule of the vote: %(rule)s.") % words


def about_recused(motion: MotionFacts) -> str:
    """Return whether the rule was applied to a number with the recused in it."""
    if motion.deducts_recused:
        return _("The recused are not counted among those entitled to attend when the rule is applied.")
    return _("The recused are counted among those entitled to attend when the rule is applied.")


def options_sentence(motion: MotionFacts, *, carried: bool) -> str:
    """Return the options that were carried, or those that were not, the most votes first; empty where none were."""
    told = tuple(option_line(motion, one) for one in motion.options if one.carried is carried)
    if not told or not motion.shown:
        return ""
    if carried:
        return _("Options carried: %(list)s.") % {"list": listed(told)}
    return _("Options not carried: %(list)s.") % {"list": listed(told)}


def option_line(motion: MotionFacts, option: OptionFacts) -> str:
    """Return an option with its votes, or the points of a ranking."""
    words = {"option": one_line(option.text), "n": option.count}
    if motion.form is BallotForm.RANKING:
        return ngettext("%(option)s (%(n)d point)", "%(option)s (%(n)d points)", option.count) % words
    return ngettext("%(option)s (%(n)d vote)", "%(option)s (%(n)d votes)", option.count) % words


def conditions_sentence(motion: MotionFacts) -> str:
    """Return the conditions that a vote came with; empty where there are none."""
    if not motion.conditions:
        return ""
    return _("Conditions attached: %(conditions)s.") % {"conditions": unstopped(motion.conditions)}


def differing(motion: MotionFacts) -> str:
    """Return how many reserved a differing view; empty where nobody did."""
    if not motion.objections:
        return ""
    return ngettext(
        "%(n)d member reserved a differing view, which is in the record.",
        "%(n)d members reserved differing views, which are in the record.",
        motion.objections,
    ) % {"n": motion.objections}
