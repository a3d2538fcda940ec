"""Public notices (公示): posted for a time that is reckoned, objected to, answered, ended."""

from dashboard.services.notices.objecting import object_to, reply
from dashboard.services.notices.posting import POSTABLE, end, post, withdraw
from dashboard.services.notices.reading import notice, notices, to_post
from dashboard.services.notices.reviewing import amend, maintain, terminate
from dashboard.services.notices.shapes import (
    NoticeFilter,
    NoticeLine,
    NoticeObjectionRead,
    NoticePage,
    Offered,
    Postable,
)

__all__ = [
    "POSTABLE",
    "NoticeFilter",
    "NoticeLine",
    "NoticeObjectionRead",
    "NoticePage",
    "Offered",
    "Postable",
    "amend",
    "end",
    "maintain",
    "notice",
    "notices",
    "object_to",
    "post",
    "reply",
    "terminate",
    "to_post",
    "withdraw",
]
