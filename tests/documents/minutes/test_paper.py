from datetime import date

import pytest
from pydantic import ValidationError

from dashboard.documents.minutes.facts import MeetingFacts, to_json
from dashboard.documents.minutes.paper import Block, MinutesPaper, parse, refuse_unprintable
from dashboard.errors import BadInput
from tests.documents.minutes.samples import HOSTILE, MEETING, a_paper

NO_TEXT = (bool, int, float, date | None, MeetingFacts | None)


def test_parse_tells_headings_from_paragraphs() -> None:
    text = "# 一、关于车棚\n会议同意。\n\n\n## （一）改造\n第一段\n第二段"

    assert parse(text) == [
        Block(1, "一、关于车棚"),
        Block(0, "会议同意。"),
        Block(2, "（一）改造"),
        Block(0, "第一段"),
        Block(0, "第二段"),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \n\u3000\u3000\n", "# \n## "])
def test_parse_of_nothing_is_empty(text: str) -> None:
    assert parse(text) == []


@pytest.mark.parametrize("line", ["#x", "### x", "＃ x", "\u3000# x", "**x**", "- x", "1. x", "> x", *HOSTILE])
def test_parse_interprets_nothing_else(line: str) -> None:
    assert parse(line) == [Block(0, line.strip(" \u3000"))]


def test_parse_drops_indentation_typed_by_hand() -> None:
    assert parse("\u3000\u3000会议同意。 \n# \u3000一、车棚") == [Block(0, "会议同意。"), Block(1, "一、车棚")]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_parse_knows_every_line_end(end: str) -> None:
    assert parse(f"# 一{end}{end}二{end}") == [Block(1, "一"), Block(0, "二")]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x85"])
def test_parse_breaks_no_line_where_the_clerk_did_not(character: str) -> None:
    assert parse(f"一{character}# 二{character}") == [Block(0, f"一{character}# 二{character}")]


def test_paper_has_one_kind_of_line_end() -> None:
    assert a_paper(title="一\r\n二\r三").title == "一\n二\n三"


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x0b", "U+000B"), ("\x1f", "U+001F"), ("\uffff", "U+FFFF")],
)
def test_refusal_names_the_character(character: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        refuse_unprintable(a_paper(title=f"纪{character}要"))

    assert refused.value.field == "title"
    assert refused.value.facts == {"code": code}
    assert str(refused.value) == (
        f"The text holds the invisible character {code}, which no document can show. "
        "Delete it or type the passage again."
    )


TEXTS = [name for name, field in MinutesPaper.model_fields.items() if field.annotation not in NO_TEXT]


@pytest.mark.parametrize("field", TEXTS)
def test_refusal_covers_every_text(field: str) -> None:
    value = a_paper().model_dump()[field]
    hidden = (Block(0, "\x07"),) if field == "blocks" else ("好", "\x07") if isinstance(value, tuple) else "\x07"

    with pytest.raises(BadInput) as refused:
        refuse_unprintable(a_paper(**{field: hidden}))

    assert refused.value.field == ("text" if field == "blocks" else field)


@pytest.mark.parametrize("text", HOSTILE)
def test_refusal_lets_every_printable_text_pass(text: str) -> None:
    refuse_unprintable(a_paper(title=text, blocks=(Block(0, text),)))


def test_paper_takes_the_facts_as_they_are_stored() -> None:
    assert a_paper(facts=to_json(MEETING)).facts == MEETING


@pytest.mark.parametrize("pitch", [27.9, 29, 30])
def test_paper_refuses_a_line_pitch_that_breaks_the_layout(pitch: float) -> None:
    with pytest.raises(ValidationError):
        a_paper(line_pitch_pt=pitch)
