"""Which minutes may everybody read, what do they say, and as which file can they be taken away?"""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from dashboard.documents.minutes import bound, render
from dashboard.documents.minutes.paper import MinutesPaper, parse
from dashboard.errors import BadInput, NotFound
from dashboard.formats import local_date
from dashboard.i18n import LANGUAGES
from dashboard.rules.lifecycle.minutes import LOCKED, MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import clean, private_details
from dashboard.services import demonstration, templates
from dashboard.services.context import Context
from dashboard.services.minutes.finding import drafted
from dashboard.services.minutes.gathering import LANGUAGE
from dashboard.services.minutes.papers import spoken
from dashboard.services.minutes.shapes import Export, PublicLine, PublicSide, PublicText
from dashboard.services.minutes.texts import in_force
from models.base import subject_of
from models.life import LifeEvent
from models.meeting import Meeting
from models.minutes import Minutes, MinutesSheet, PublicMinutes

DECISIONS = (MinutesAction.PUBLISH.value, MinutesAction.WITHHOLD.value)


@dataclass(frozen=True, slots=True)
class PublicFilter:
    """``words`` stand in the title, number or text; ``year`` is the one the meeting was held in, 0 for all."""

    words: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class _Shown:
    held: Meeting
    row: Minutes
    public: PublicMinutes
    sheet: MinutesSheet
    newest_no: int


def public_list(ctx: Context, wanted: PublicFilter | None = None) -> list[PublicLine]:
    """Return the minutes everybody may read, the newest meeting first."""
    kept = wanted or PublicFilter()
    words = clean(kept.words).casefold()
    with ctx.reading(P.PUBLIC_READ) as session:
        return [
            _line(one)
            for one in _shown(session)
            if (not kept.year or local_date(one.held.starts_at).year == kept.year)
            and words in "\n".join((one.held.title, one.held.number, one.row.number, one.public.text)).casefold()
        ]


def public_years(ctx: Context) -> list[int]:
    """Return the years in which meetings were held whose minutes everybody may read, the newest first."""
    with ctx.reading(P.PUBLIC_READ) as session:
        return sorted({local_date(one.held.starts_at).year for one in _shown(session)}, reverse=True)


def public_minutes(ctx: Context, meeting_number: str) -> PublicText:
    """Return the public version of a meeting's minutes.

    Raises:
        NotFound: there is none, or the chair withheld it.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        one = _one(session, meeting_number)
        sheets = select(MinutesSheet).where(
            MinutesSheet.minutes_id == one.row.id,
            col(MinutesSheet.correction_no).between(1, one.sheet.correction_no),
        )
        taken_in = session.exec(sheets.order_by(col(MinutesSheet.correction_no)))
        return PublicText(
            line=_line(one),
            text=one.public.text,
            left_out=one.public.left_out,
            sha256=one.public.sha256,
            reasons=tuple((sheet.correction_no, sheet.reason, sheet.approved_at) for sheet in taken_in),
            superseded=one.sheet.correction_no < one.newest_no,
            file_stem=_stem(one),
        )


def public_export(ctx: Context, meeting_number: str, fmt: str, language: str = LANGUAGE) -> Export:
    """Return the public version as a file, with the head of the sheet it was made from; how many came, not who.

    Raises:
        NotFound: there is none, or the chair withheld it.
        BadInput: there is no such format or language.
    """
    if language not in LANGUAGES:
        raise BadInput("language", "Please choose one of the languages offered.")
    with ctx.reading(P.PUBLIC_READ) as session:
        one = _one(session, meeting_number)
        around = spoken(one.sheet.around, language)
        stem = _stem(one)
        worn = templates.look(session, "minutes", around)
        text, digest, left_out = one.public.text, one.public.sha256, one.public.left_out
    demo = demonstration.is_demonstration(ctx.engine)
    printed = {
        "blocks": tuple(parse(text)),
        "sha256": digest,
        "demo": demo,
        "public": True,
        "without_roll": True,  # who came and who was on leave is not what the chair screened
        "left_out": left_out,
    }
    file = render(MinutesPaper.model_validate(around | printed), fmt, template=worn.template)
    end = "" if language == LANGUAGE else f"-{language}"
    return Export(f"{stem}{end}.{file.extension}", file.media_type, worn.finished(fmt, file.content))


def public_side(ctx: Context, meeting_number: str) -> PublicSide:
    """Return the public version as the office works on it.

    Raises:
        NotFound: nothing is drafted, or nothing that the actor may read yet.
        NotAllowed: the actor was not at the table.
    """
    with ctx.reading(P.MEETING_READ) as session:
        _held, row = drafted(session, ctx.actor, meeting_number)
        whole = bound.printed(in_force(session, row).text)
        proposal = row.public_text if row.public_version else whole
        count = select(func.count()).where(PublicMinutes.minutes_id == row.id)
        return PublicSide(
            proposal=proposal,
            left_out=row.public_left_out,
            proposal_version=row.public_version,
            whole=whole,
            private=tuple(dict.fromkeys(one.fragment for one in private_details(proposal))),
            released=session.exec(count).one(),
        )


def _shown(session: Session) -> list[_Shown]:
    """Return what everybody may read: the newest public version, where the last decision was to publish."""
    newest = (
        select(PublicMinutes.minutes_id, func.max(PublicMinutes.version).label("version"))
        .group_by(col(PublicMinutes.minutes_id))
        .subquery()
    )
    query = (
        select(Meeting, Minutes, PublicMinutes, MinutesSheet)
        .join(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
        .join(PublicMinutes, col(PublicMinutes.minutes_id) == col(Minutes.id))
        .join(
            newest,
            (newest.c.minutes_id == col(PublicMinutes.minutes_id)) & (newest.c.version == col(PublicMinutes.version)),
        )
        .join(MinutesSheet, col(MinutesSheet.id) == col(PublicMinutes.sheet_id))
        .where(col(Minutes.status).in_(LOCKED))
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    )
    decided, sheets = _decisions(session), _newest_sheets(session)
    return [
        _Shown(held, row, public, sheet, sheets[row.id])
        for held, row, public, sheet in session.exec(query)
        if decided.get(subject_of(row)) == MinutesAction.PUBLISH
    ]


def _decisions(session: Session) -> dict[str, str]:
    """Return the last decision about the public version, by the subject of the minutes."""
    last = (
        select(func.max(LifeEvent.id))
        .where(col(LifeEvent.subject).like(f"{Minutes.kind}/%"), col(LifeEvent.action).in_(DECISIONS))
        .group_by(col(LifeEvent.subject))
    )
    return dict(session.exec(select(LifeEvent.subject, LifeEvent.action).where(col(LifeEvent.id).in_(last))).all())


def _newest_sheets(session: Session) -> dict[int, int]:
    newest = select(MinutesSheet.minutes_id, func.max(MinutesSheet.correction_no))
    return dict(session.exec(newest.group_by(col(MinutesSheet.minutes_id))).all())


def _one(session: Session, meeting_number: str) -> _Shown:
    found = next((one for one in _shown(session) if one.held.number == meeting_number), None)
    if found is None:
        raise NotFound("There are no minutes of a meeting with this number that everybody may read.")
    return found


def _line(one: _Shown) -> PublicLine:
    return PublicLine(
        meeting_number=one.held.number,
        number=one.row.number,
        title=one.held.title,
        held_at=one.held.starts_at,
        published_at=one.public.decided_at,
        corrections=one.sheet.correction_no,
    )


def _stem(one: _Shown) -> str:
    return f"{one.held.number}-public{one.public.version}-{one.public.sha256[:12]}"
