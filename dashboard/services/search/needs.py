"""Which items of the claim list hold all the words of a search?"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, union_all
from sqlmodel import Session, col, func, select

from dashboard.rules.search import is_exact, wanted, words
from dashboard.storage.search import SEARCHED, STALE, candidates, store, store_stale
from models.need import Need

_AT_ONCE = 500


def holding(session: Session, text: str) -> ColumnElement[bool] | None:
    """Return the condition that an item holds every word of ``text`` in one of its public texts, if there is a word.

    It says exactly what comparing every text says, and spares most of the comparing. A capital A to Z equals its
    small letter; every other sign stands for itself.
    """
    sought = words(text)
    if not sought:
        return None
    pieces = wanted(sought)
    if not pieces:
        return col(Need.id).in_(_compared(select(col(Need.id).label("id")), sought))
    waiting = select(STALE.c.need_id.label("id"))
    found = candidates(session.get_bind().dialect.name, pieces)
    indexed = found.where(found.selected_columns[0].not_in(select(STALE.c.need_id)))
    # What an index that is up to date says of one or two Chinese characters needs no comparing.
    doubtful = [word for word in sought if not is_exact(word)]
    return col(Need.id).in_(
        union_all(_compared(indexed, doubtful) if doubtful else indexed, _compared(waiting, sought))
    )


def index_needs(session: Session, ids: Sequence[int] | None = None) -> int:
    """Index items that were written past the session, such as by an insert of many rows; return how many.

    Items that a session writes as objects are indexed by themselves. Called in the transaction that wrote them.

    Args:
        ids: the items; without them, every item whose texts changed and are not indexed yet.
    """
    session.flush()
    if ids is None:
        return store_stale(session.connection())
    columns = [col(Need.id), *(getattr(Need, name) for name in SEARCHED)]
    for start in range(0, len(ids), _AT_ONCE):
        some = session.execute(select(*columns).where(col(Need.id).in_(ids[start : start + _AT_ONCE])))
        store(session.connection(), [tuple(line) for line in some])
    return len(ids)


def _compared(ids: Select[Any], sought: Iterable[str]) -> Select[Any]:
    """Return the query of those of these items whose texts hold the words; no word holds a blank or a line's end."""
    few = ids.subquery()
    line = getattr(Need, SEARCHED[0])
    for name in SEARCHED[1:]:
        line = line + "\n" + getattr(Need, name)
    # Both sides are lowered by the database: SQLite lowers A to Z alone, and Python would lower more.
    texts = select(few.c.id, func.lower(line).label("text")).join_from(few, Need, col(Need.id) == few.c.id)
    # The offset keeps the databases from comparing all texts first and asking the index afterwards.
    whole = texts.offset(0).subquery()
    return select(whole.c.id).where(*(whole.c.text.like(_pattern(word), escape="/") for word in sought))


def _pattern(word: str) -> ColumnElement[str]:
    return func.lower(f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%")
