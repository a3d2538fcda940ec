"""As which file do minutes leave the office?"""

from typing import Any

from sqlmodel import Session

from dashboard.documents.minutes import render
from dashboard.documents.minutes.facts import to_json
from dashboard.errors import BadInput
from dashboard.i18n import LANGUAGES
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, templates
from dashboard.services.context import Context
from dashboard.services.minutes.checking import facts_of
from dashboard.services.minutes.finding import drafted
from dashboard.services.minutes.gathering import LANGUAGE
from dashboard.services.minutes.papers import paper, spoken, surroundings
from dashboard.services.minutes.reading import file_stem
from dashboard.services.minutes.shapes import Export
from dashboard.services.minutes.texts import in_force, sheet, text_digest
from models.minutes import Minutes


def export(ctx: Context, meeting_number: str, fmt: str, language: str = LANGUAGE) -> Export:
    """Return the minutes of a meeting as a file; every page of an unapproved text says that it is a draft.

    Approved minutes keep the roll they were approved with, whatever the roster says by now.

    Args:
        fmt: a name in ``documents.minutes.FORMATS``, such as ``docx``.
        language: of the head, the roll and the labels; the text is the one approved, whatever it is written in.

    Raises:
        NotFound: nothing is drafted, or nothing that the actor may read yet.
        BadInput: there is no such format or language, or the text holds a character that no document can show.
    """
    if language not in LANGUAGES:
        raise BadInput("language", "Please choose one of the languages offered.")
    with ctx.reading(P.MINUTES_READ) as session:
        held, row = drafted(session, ctx.actor, meeting_number)
        saved = in_force(session, row)
        text, digest = saved.text, text_digest(saved.text)
        around = _around(session, row)
        worn = templates.look(session, "minutes", around)
        stem = file_stem(held, saved)
        draft = row.status not in LOCKED
    demo = demonstration.is_demonstration(ctx.engine)
    file = render(paper(spoken(around, language), text, digest, draft=draft, demo=demo), fmt, template=worn.template)
    end = "" if language == LANGUAGE else f"-{language}"
    return Export(f"{stem}{end}.{file.extension}", file.media_type, worn.finished(fmt, file.content))


def _around(session: Session, row: Minutes) -> dict[str, Any]:
    newest = sheet(session, row) if row.status in LOCKED else None
    if newest is None:
        return surroundings(session, row)
    told = {} if "facts" in newest.around else {"facts": to_json(facts_of(session, row))}  # of an older release
    return newest.around | told
