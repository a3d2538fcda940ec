"""Somebody who has the database and wants to know how each voted: everything they can line up against the voters.

They hold the bytes of the SQLite file and its log, or are superuser of PostgreSQL, before, between and after the
openings; and they may be one of the two key holders. Each source gives an order of voters or an order of ballots;
the attack is to lay one beside the other and match the first with the first.
"""

import base64
import binascii
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from sqlalchemy import Engine, text

from dashboard.rules.sealing import BrokenEnvelope
from dashboard.rules.sealing.codes import private_key
from dashboard.rules.sealing.envelopes import _unpacked
from dashboard.storage.engine import sqlite_module

Marks = tuple[int, ...]
OPTIONS = 6
WEAK = b"weak:"
"""Begins a ballot of the designs that the tests weaken on purpose."""


@dataclass
class Look:
    """What one look at the database gives: orders of voters, of sealed envelopes and of opened ballots, by source."""

    voters: dict[str, list[int]] = field(default_factory=dict)
    sealed: dict[str, list[str]] = field(default_factory=dict)
    opened: dict[str, list[Marks]] = field(default_factory=dict)


def looks_at(engine: Engine, motion: int, folder: Path) -> Look:
    """Look at everything there is about a vote at this moment."""
    return _file(engine, motion, folder) if engine.dialect.name == "sqlite" else _server(engine, motion)


# --- SQLite -----------------------------------------------------------------------------------------------------------


def stolen(engine: Engine, folder: Path) -> tuple[Path, bytes, bytes]:
    """Copy file and log as they lie on the disk; return the copy and the bytes of both."""
    original = Path(str(engine.url.database))
    copy = folder / "stolen.db"
    for end in ("", "-wal", "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
    for end in ("", "-wal"):
        if Path(f"{original}{end}").exists():
            shutil.copyfile(f"{original}{end}", f"{copy}{end}")
    log = Path(f"{copy}-wal")
    return copy, copy.read_bytes(), log.read_bytes() if log.exists() else b""


def _file(engine: Engine, motion: int, folder: Path) -> Look:
    copy, *areas = stolen(engine, folder)
    look = Look()
    with closing(sqlite_module().connect(str(copy))) as connection:

        def rows(columns: str, table: str, order: str) -> list[Any]:
            found = connection.execute(f"SELECT {columns} FROM {table} WHERE motion_id = ? ORDER BY {order}", (motion,))
            return [row[0] if len(row) == 1 else row for row in found]

        for order in ("rowid", "seat_id"):
            look.voters[f"participation.{order}"] = rows("seat_id", "participation", order)
        look.voters["elector.rowid"] = rows("seat_id", "elector", "rowid")
        for order in ("rowid", "id"):
            look.sealed[order] = rows("sealed", "sealed_ballot", order)
            look.opened[order] = _marks(rows("marks", "opened_ballot", order))
        marks = {row[0]: row[1] for row in rows("id, marks", "opened_ballot", "id")}
    for area, content in zip(("file", "log"), areas, strict=True):
        for end, found in _by_place(content, marks):
            look.opened[f"{area}.{end}"] = _marks(marks[one] for one in found)
        for end, found in _by_place(content, look.sealed["id"]):
            look.sealed[f"{area}.{end}"] = found
        look.voters[f"{area}.bytes"] = _seats(content, motion)
    return look


def _marks(stored: Iterable[str]) -> list[Marks]:
    return [tuple(json.loads(one)) for one in stored]


def _by_place(content: bytes, things: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the things that occur in the bytes, by their first and by their last place."""
    first = {one: place for one in things if (place := content.find(one.encode())) >= 0}
    last = {one: content.rfind(one.encode()) for one in first}
    return [("first", sorted(first, key=first.__getitem__)), ("last", sorted(last, key=last.__getitem__))]


def _seats(content: bytes, motion: int) -> list[int]:
    """Return seats in the order in which rows of Participation, also deleted ones, lie in the bytes.

    A row is its length, its rowid, the head (3 bytes long; type 1 is a byte, type 9 the number 1) and both numbers.
    """
    kind, number = (b"\x09", b"") if motion == 1 else (b"\x01", re.escape(bytes([motion])))
    head = rb"[\x03-\x05](?:[\x01-\x7f]|[\x81-\xff][\x00-\x7f])\x03" + kind
    row = re.compile(head + rb"(?:\x09" + number + rb"|\x01" + number + rb"([\x02-\x7f]))", re.DOTALL)
    return list(dict.fromkeys(match[1][0] if match[1] else 1 for match in row.finditer(content)))


# --- PostgreSQL -------------------------------------------------------------------------------------------------------

_AGE = "xmin::text::bigint, ctid"


def _server(engine: Engine, motion: int) -> Look:
    look = Look()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:

        def rows(columns: str, table: str, order: str) -> list[Any]:
            query = f"SELECT {columns} FROM {table} WHERE motion_id = :motion ORDER BY {order}"
            return [
                row[0] if len(row) == 1 else tuple(row) for row in connection.execute(text(query), {"motion": motion})
            ]

        for name, order in (("ctid", "ctid"), ("xmin", _AGE), ("seat_id", "seat_id")):
            look.voters[f"participation.{name}"] = rows("seat_id", "participation", order)
        look.voters["elector.xmax"] = rows("seat_id", "elector", "xmax::text::bigint, ctid")
        look.voters["seat.xmax"] = [
            row[0]
            for row in connection.execute(
                text(
                    "SELECT seat_id FROM participation JOIN seat ON seat.id = seat_id WHERE motion_id = :motion "
                    "ORDER BY seat.xmax::text::bigint, seat.ctid"
                ),
                {"motion": motion},
            )
        ]
        for name, order in (("ctid", "ctid"), ("xmin", _AGE), ("id", "id")):
            look.sealed[name] = rows("sealed", "sealed_ballot", order)
            look.opened[name] = [tuple(one) for one in rows("marks", "opened_ballot", order)]
        marks = {row[0]: tuple(row[1]) for row in rows("id, marks", "opened_ballot", "id")}
        for area, content in _raw(connection).items():
            for end, found in _by_place(content, marks):
                look.opened[f"{area}.{end}"] = [marks[one] for one in found]
            for end, found in _by_place(content, look.sealed["id"]):
                look.sealed[f"{area}.{end}"] = found
    return look


def _raw(connection: Any) -> dict[str, bytes]:
    """Return the bytes of the tables' files, dead rows and all, and of the newest part of the server's log."""
    connection.exec_driver_sql("CHECKPOINT")
    files = "pg_read_binary_file(pg_relation_filepath('{}'))"
    log = (
        "SELECT pg_read_binary_file('pg_wal/' || file_name, greatest(file_offset - 1000000, 0), 1000000) "
        "FROM pg_walfile_name_offset(pg_current_wal_lsn())"
    )
    read = {"file": f"SELECT {files.format('opened_ballot')} || {files.format('sealed_ballot')}", "log": log}
    return {area: bytes(connection.exec_driver_sql(query).scalar_one()) for area, query in read.items()}


# --- laying one beside the other --------------------------------------------------------------------------------------


@dataclass
class Attacker:
    """Three looks at one vote, and the codes the attacker has, if any."""

    codes: tuple[str, ...]
    during: Look
    between: Look
    after: Sequence[Look]
    _read: dict[str, Marks | None] = field(default_factory=dict)

    def links(self, truth: dict[int, Marks]) -> dict[str, int]:
        """Return, for each way to lay voters beside ballots, how many voters it matches with their own ballot."""
        voters, ballots = self._voters(len(truth)), self._ballots(len(truth))
        return {
            f"{one} × {other}{turned}": sum(truth[seat] == marks for seat, marks in zip(order, laid, strict=True))
            for (one, order), (other, ballot_order) in product(voters.items(), ballots.items())
            for turned, laid in (("", ballot_order), (" reversed", ballot_order[::-1]))
        }

    def _voters(self, whole: int) -> dict[str, list[int]]:
        looks = {"during": self.during, **{f"after{n}": look for n, look in enumerate(self.after)}}
        orders = {f"{name} {source}": order for name, look in looks.items() for source, order in look.voters.items()}
        in_turn = next(iter(self.during.voters.values()))
        outer = dict(zip(next(iter(self.during.sealed.values())), in_turn, strict=True))
        voter = {inside: seat for sealed, seat in outer.items() if (inside := self._inside(sealed)) is not None}
        for source, order in self.during.sealed.items():
            orders[f"outer envelopes {source}"] = [outer[one] for one in order if one in outer]
        for source, order in self.between.sealed.items():
            orders[f"inner envelopes {source}"] = [voter[one] for one in order if one in voter]
        return {name: order for name, order in orders.items() if len(order) == whole}

    def _ballots(self, whole: int) -> dict[str, list[Marks]]:
        orders = {
            f"opened{n} {source}": order for n, one in enumerate(self.after) for source, order in one.opened.items()
        }
        for name, look in (("outer", self.during), ("inner", self.between)):
            for source, order in look.sealed.items():
                read = [self.read(one) for one in order]
                orders[f"read {name} {source}"] = [marks for marks in read if marks is not None]
        return {name: order for name, order in orders.items() if len(order) == whole}

    def _inside(self, sealed: str) -> str | None:
        """Return what lies in an outer envelope, sealed or not, for whoever has the code; else ``None``."""
        opened = _opened(sealed, self.codes)
        return None if opened is None else base64.b64encode(opened).decode()

    def read(self, sealed: str) -> Marks | None:
        """Return the marks of a ballot the attacker can read with the codes they have, ``None`` where they cannot."""
        if sealed not in self._read:
            self._read[sealed] = _readable(sealed, self.codes)
        return self._read[sealed]


def _opened(sealed: str, codes: Sequence[str]) -> bytes | None:
    for code in codes:
        try:
            return SealedBox(private_key(code)).decrypt(base64.b64decode(sealed))
        except CryptoError:
            continue
    return None


def _readable(sealed: str, codes: Sequence[str]) -> Marks | None:
    """Try every code, as often as something opens, and see whether a ballot has come to light."""
    plain: bytes | None = base64.b64decode(sealed)
    while plain is not None:
        if plain.startswith(WEAK):
            return tuple(json.loads(plain.removeprefix(WEAK))[1])
        try:
            return _unpacked(plain, OPTIONS).marks
        except (BrokenEnvelope, binascii.Error):
            plain = _opened(base64.b64encode(plain).decode(), codes)
    return None
