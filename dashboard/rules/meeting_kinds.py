"""Which letters stand in the number of a meeting, and which body holds which kind of meeting?"""

from models.enums import MeetingKind as K

SERIES = {
    K.MEMBERS: "WY",
    K.CONFERENCE: "LX",
    K.SPECIAL: "ZT",
    K.SEMINAR: "QY",
    K.SYMPOSIUM: "ZH",
    K.HEARING: "TZ",
    K.COORDINATION: "XT",
    K.APPRAISAL: "PY",
}
"""委员会议, 联席会议, 专题会议, 企业座谈会, 座谈会, 听证会, 协调会, 评议会."""

RESIDENTS = "residents"
"""Code of the body of the residents' meetings (三会)."""
OF_RESIDENTS = frozenset({K.HEARING, K.COORDINATION, K.APPRAISAL})
"""Kinds of meeting that only this body holds; it has no seats, so those who come are counted on the spot."""


def fits(kind: K, body_code: str) -> bool:
    """Return whether the body holds meetings of this kind."""
    return (kind in OF_RESIDENTS) == (body_code == RESIDENTS)
