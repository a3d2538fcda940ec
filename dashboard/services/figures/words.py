"""What steps and promises are called, and how waiting times are put into words."""

from dashboard.i18n import N_, ngettext
from dashboard.i18n import gettext as _
from dashboard.rules.figures.flow import Promise, Step
from dashboard.rules.figures.waiting import Waits, median_days

STEPS = {
    Step.SUBMITTED: N_("Submitted"),
    Step.ACCEPTED: N_("Accepted"),
    Step.PUBLISHED: N_("Published"),
    Step.CLAIMED: N_("Claimed"),
    Step.SIGNED: N_("Agreement signed"),
    Step.COMPLETED: N_("Completed"),
}
PROMISES = {
    Promise.ANSWER: N_("Answer: from submission to the first decision"),
    Promise.CLAIM: N_("Claim: from publication to the first claim"),
    Promise.DECIDE: N_("Decision: from publication to the meeting's decision"),
    Promise.FINISH: N_("Finish: from approval as a project to completion"),
}


def step_text(step: Step) -> str:
    """Return what a step is called."""
    return _(STEPS[step])


def promise_text(promise: Promise) -> str:
    """Return what a promise is called."""
    return _(PROMISES[promise])


def days_text(days: int) -> str:
    """Return a number of days in words."""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def median_text(waits: Waits) -> str:
    """Return the median in words, or that half have not arrived yet."""
    if not waits.count:
        return "—"
    median = median_days(waits)
    return _("not yet reached by half") if median is None else days_text(median)
