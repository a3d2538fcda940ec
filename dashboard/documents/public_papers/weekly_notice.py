"""What hangs out in one week (一周公示): notices, decisions, meetings?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.parts import marks
from dashboard.documents.paper.model import Block, Column, Heading, Layout, Paper, Paragraph, Table
from dashboard.documents.public_papers.address import reading_on
from dashboard.documents.public_papers.facts import WeekDecision, WeekFacts, WeekMeeting, WeekNotice
from dashboard.formats import clock, day, day_with_weekday, local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import language, pgettext
from dashboard.labels import label


def as_paper(facts: WeekFacts) -> Paper:
    """Return the sheet of a week in the language spoken now."""
    period = {"first": day(facts.first), "last": day(facts.last)}
    return Paper(
        sort="weekly_notice",
        layout=Layout.FORM,
        title=_("Public notices of the week"),
        subtitle=_("%(first)s to %(last)s") % period,
        blocks=tuple(_blocks(facts)),
        marks=marks(demo=facts.demo),
        language=language(),
    )


def _blocks(facts: WeekFacts) -> Iterator[Block]:
    yield Heading(text=_("On public notice this week"))
    yield from _table(_notice_columns(), [_notice(one) for one in facts.notices], _("Nothing is on notice this week."))
    yield Heading(text=_("Decided this week"))
    yield from _table(_decision_columns(), [_decision(one) for one in facts.decisions], _("Nothing was decided."))
    yield Heading(text=_("Meetings this week"))
    yield from _table(_meeting_columns(), [_meeting(one) for one in facts.meetings], _("There is no meeting."))
    yield Paragraph(
        text=_(
            "Objections to a notice are taken until its last day at midnight, at the place named or on the dashboard."
        ),
        align="left",
    )
    yield from reading_on(facts.path, facts.site, width_mm=28)
    yield Paragraph(text=f"{facts.issuer}　{day(facts.issued_on)}", align="right")


def _table(columns: tuple[Column, ...], rows: list[tuple[str, ...]], none: str) -> Iterator[Block]:
    yield Table(columns=columns, rows=tuple(rows)) if rows else Paragraph(text=none, align="left")


def _notice_columns() -> tuple[Column, ...]:
    return (
        Column(title=_("Number"), share=2.1),
        Column(title=pgettext("agenda", "Item"), share=3),
        Column(title=_("Last day, until midnight"), share=1.7),
        Column(title=_("Where it is posted"), share=2.2),
        Column(title=_("Where objections can be handed in"), share=2.2),
    )


def _notice(one: WeekNotice) -> tuple[str, ...]:
    return (one.number, f"{one.need_title}\n{one.need_number}", day(one.ends_on), one.places, one.contact_post)


def _decision_columns() -> tuple[Column, ...]:
    return (
        Column(title=_("Number"), share=2.1),
        Column(title=pgettext("agenda", "Item"), share=3),
        Column(title=_("Decision"), share=3.4),
        Column(title=_("Decided on"), share=1.7),
    )


def _decision(one: WeekDecision) -> tuple[str, ...]:
    decided = f"{one.text}\n{label(one.resolution)}"
    return (one.number, f"{one.need_title}\n{one.need_number}", decided, day(one.decided_on))


def _meeting_columns() -> tuple[Column, ...]:
    return (
        Column(title=pgettext("paper", "Time"), share=2.4),
        Column(title=_("Meeting"), share=3.6),
        Column(title=_("Kind of meeting"), share=1.6),
        Column(title=_("Place"), share=2.2),
    )


def _meeting(one: WeekMeeting) -> tuple[str, ...]:
    when = f"{day_with_weekday(local_date(one.starts_at))} {clock(one.starts_at)}"
    return (when, f"{one.title}\n{one.number}", label(one.kind), one.place)
