"""What may stand in the template of a paper, does a file fit, and what does a paper made with it look like?"""

from functools import lru_cache

from dashboard.documents.paper import PaperFile, default_template, render, try_template
from dashboard.errors import BadInput
from dashboard.exchange.word_tags import Words, check_tags, words_of
from dashboard.i18n import DEFAULT, speaking
from dashboard.services.templates.samples import sample_paper
from dashboard.services.templates.sorts import SORTS, known


@lru_cache
def shipped(sort: str) -> bytes:
    """Return the template of a paper as it comes with the software."""
    return default_template(sort, SORTS[sort].layout)


@lru_cache
def words(sort: str) -> Words:
    """Return the placeholders that the template of a paper knows: those of the one shipped."""
    return words_of(shipped(sort))


def placeholders(sort: str) -> frozenset[str]:
    """Return the placeholders of a paper that stand for themselves, without those behind a dot."""
    return words(known(sort)).names


def tried(content: bytes, sort: str) -> None:
    """Let a template pass that can be filled in whole.

    Raises:
        BadInput: a placeholder or tag is wrong, or a text of the paper would be left out (field ``file``).
    """
    check_tags(content, words(sort))
    try:
        try_template(content, sort)
    except BadInput as refused:
        raise BadInput("file", refused.message, **refused.facts) from refused


def sample(sort: str, fmt: str, template: bytes | None, pitch: float) -> PaperFile:
    """Return an invented paper of a sort as a file, in the language papers are issued in."""
    with speaking(DEFAULT):
        return render(sample_paper(sort, pitch), fmt, template=template)
