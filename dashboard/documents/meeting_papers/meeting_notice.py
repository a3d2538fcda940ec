"""What does the notice of a meeting (会议通知) say to the units it is sent to?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.facts import NoticeFacts
from dashboard.documents.meeting_papers.parts import marks, when
from dashboard.documents.minutes.punctuation import between_sentences, chinese, listed, with_colon
from dashboard.documents.paper.model import Block, Heading, Labelled, Paper, Paragraph
from dashboard.formats import clock, day, local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import language, ngettext, pgettext

MOST_ADDRESSED = 12
"""How many units stand before the colon; more make a list of their own at the end."""
NUMERALS = "一二三四五六七八九十"


def as_paper(facts: NoticeFacts) -> Paper:
    """Return the notice in the language spoken now, laid out as an official paper."""
    head = facts.head
    return Paper(
        sort="meeting_notice",
        title=_("Notice of the %(title)s") % {"title": head.title},
        blocks=tuple(_blocks(facts)),
        marks=marks(draft=facts.given_on is None, called_off=head.called_off, demo=head.demo),
        language=language(),
    )


def _blocks(facts: NoticeFacts) -> Iterator[Block]:
    head = facts.head
    yield Paragraph(text=_addressed(facts), align="left")
    yield Paragraph(text=_opening(facts))
    sections: tuple[tuple[str, tuple[str, ...]], ...] = (
        (pgettext("paper", "Time"), (when(head),)),
        (_("Place"), (head.place,)),
        (_("Who attends"), (between_sentences().join(_people(facts)),)),
        (_("Topics"), _topics(facts)),
        (_("What we ask of you"), ("", between_sentences().join(_asked(facts)))),
        (_("Whom to ask"), (facts.contact_post,)),
    )
    for position, (heading, told) in enumerate(sections):
        yield from _section(f"{NUMERALS[position]}、{heading}" if chinese() else f"{position + 1}. {heading}", told)
    yield Paragraph(text=facts.issuer, align="right")
    if facts.given_on is not None:
        yield Paragraph(text=day(facts.given_on), align="right")
    if len(facts.addressed) > MOST_ADDRESSED:
        yield Heading(text=_("Units this notice goes to"))
        yield Paragraph(text=listed(facts.addressed))


def _addressed(facts: NoticeFacts) -> str:
    if not facts.addressed:
        return with_colon(_("To all residents and units concerned") if facts.head.residents else _("To all members"))
    if len(facts.addressed) > MOST_ADDRESSED:
        words = ngettext(
            "To the %(n)d member unit listed at the end", "To the %(n)d member units listed at the end",
            len(facts.addressed),
        )  # fmt: skip
        return with_colon(words % {"n": len(facts.addressed)})
    return with_colon(listed(facts.addressed))


def _opening(facts: NoticeFacts) -> str:
    words = {"title": facts.head.title, "number": facts.head.number, "day": day(local_date(facts.head.starts_at))}
    return _("“%(title)s” (%(number)s) takes place on %(day)s. Please take note of the following.") % words


def _people(facts: NoticeFacts) -> list[str]:
    seats = ngettext(
        "The holder of %(n)d seat, with a vote.", "The holders of %(n)d seats, each with a vote.", facts.seats
    )
    told = [seats % {"n": facts.seats}] if facts.seats else []
    if facts.head.residents:
        told = [_("Residents and units concerned; those who come are counted on the spot.")]
    if facts.guests:
        told.append(_("In attendance without a vote: %(units)s.") % {"units": listed(facts.guests)})
    return told or [_("Who attends is fixed when notice is given.")]


def _topics(facts: NoticeFacts) -> tuple[str, ...]:
    if len(facts.topics) < 2:
        return facts.topics or (_("The agenda is still empty."),)
    return tuple(f"{position}. {topic}" for position, topic in enumerate(facts.topics, 1))


def _asked(facts: NoticeFacts) -> list[str]:
    sign_in = _("Please sign in before %(time)s and bring this notice and the meeting papers.")
    leave = _("Whoever cannot come asks the secretariat for leave beforehand and says who sits in, if anybody.")
    interest = _("Whoever has an interest of their own in an item declares it to the secretariat before the meeting.")
    first = sign_in % {"time": clock(facts.head.starts_at)}
    return [first] if facts.head.residents else [first, leave, interest]


def _section(label: str, told: tuple[str, ...]) -> Iterator[Block]:
    """Return what is short in the line of its heading, and all else below it."""
    if len(told) == 1:
        yield Labelled(label=label, text=told[0])
        return
    yield Heading(text=label)
    for text in told:
        if text:
            yield Paragraph(text=text)
