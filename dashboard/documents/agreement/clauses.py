"""Which clauses does an agreement have, in the language spoken now?"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.documents.agreement.facts import AgreementFacts
from dashboard.documents.minutes.punctuation import chinese, with_colon
from dashboard.documents.minutes.typed import lines, sentence
from dashboard.formats import day, yuan
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext

STEMS = "甲乙丙丁戊己庚辛"
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading without its number, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def side_name(position: int) -> str:
    """Return what a side is called, from 0: 甲方 / Party A."""
    if chinese():
        return f"{STEMS[position]}方"
    return _("Party %(letter)s") % {"letter": chr(ord("A") + position)}


def heading(position: int, clause: Clause) -> str:
    """Return a heading with its number, from 0: 一、共建目标 / 1. Goals."""
    return f"{NUMERALS[position]}、{clause.heading}" if chinese() else f"{position + 1}. {clause.heading}"


def clauses(facts: AgreementFacts) -> list[Clause]:
    """Return the clauses in the order of print, without those that say nothing."""
    found = [
        Clause(_("Goals"), tuple(_goals(facts))),
        Clause(_("What each side undertakes"), tuple(_promises(facts))),
        Clause(_("Timetable"), _text(facts.schedule)),
        Clause(_("Targets that can be counted"), _text(facts.targets)),
        Clause(_("Money"), tuple(_money(facts))),
        Clause(_("Liaison posts"), tuple(_contacts(facts))),
        Clause(pgettext("agreement", "Term"), (_term(facts),)),
        Clause(_("Change and termination"), _text(facts.termination) or (_usual_termination(),)),
        Clause(_("Copies"), (_copies(facts),)),
    ]
    return [clause for clause in found if clause.paragraphs]


def _goals(facts: AgreementFacts) -> Iterator[str]:
    yield from _text(facts.goals)
    if facts.items:
        named = [_("%(number)s %(title)s") % {"number": number, "title": title} for number, title in facts.items]
        yield _("Items of the claim list: %(items)s") % {"items": sentence(("；" if chinese() else "; ").join(named))}


def _promises(facts: AgreementFacts) -> Iterator[str]:
    for position, side in enumerate(facts.sides):
        first, *more = _text(side.promise) or ("",)
        yield f"{with_colon(side_name(position))}{first}"
        yield from more


def _money(facts: AgreementFacts) -> Iterator[str]:
    if facts.money_fen is not None:
        yield _("The amount is %(amount)s.") % {"amount": yuan(facts.money_fen)}
    yield from _text(facts.money_clause)


def _contacts(facts: AgreementFacts) -> Iterator[str]:
    for position, side in enumerate(facts.sides):
        if side.contact_post:
            yield f"{with_colon(side_name(position))}{sentence(side.contact_post)}"


def _term(facts: AgreementFacts) -> str:
    words = {"first": day(facts.starts_on), "last": day(facts.ends_on), "number": facts.renews}
    if facts.renews:
        return _("From %(first)s to %(last)s. It continues agreement %(number)s.") % words
    return _("From %(first)s to %(last)s.") % words


def _usual_termination() -> str:
    return _("It can be changed or ended earlier in writing, if all sides agree.")


def _copies(facts: AgreementFacts) -> str:
    return _("There are %(n)s copies of equal force, held by the sides.") % {"n": facts.copies}


def _text(text: str) -> tuple[str, ...]:
    return tuple(sentence(line) for line in lines(text))
