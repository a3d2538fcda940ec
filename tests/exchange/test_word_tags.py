"""Of what stands in a Word template only known placeholders, conditions and loops pass; the rest is named."""

from io import BytesIO

import pytest
from docx import Document

from dashboard.errors import BadInput
from dashboard.exchange.word_tags import Words, check_tags, words_of

KNOWN = Words(frozenset({"title", "number", "blocks", "roll"}), frozenset({"text", "kind", "label"}))


def form(*lines: str, header: str = "") -> bytes:
    """Return a Word file with these paragraphs; ``|`` cuts a paragraph into runs, as an edit in Word does."""
    document = Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for text in line.split("¦"):
            paragraph.add_run(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    file = BytesIO()
    document.save(file)
    return file.getvalue()


SOUND = (
    "平凉社区滨江联合党委 {{ title }}",
    "{¦{ ti¦tle }¦}",
    "{%p if number and not title %}",
    "{{ number }}",
    "{%p endif %}",
    "{%p for block in blocks %}",
    "{%p if block.kind == “heading_1” %}",
    "{{ block.text }}",
    "{%p endif %}",
    "{%p endfor %}",
    "{%p for line in roll %}",
    "{% if not loop.last %}{{ line.label }}{% else %}{{ line.text }}{% endif %}",
    "{%p endfor %}",
    "100 % {本单位}",
)


def test_a_template_of_known_words_passes_and_tells_them():
    content = form(*SOUND, header="{{ number }}")
    check_tags(content, KNOWN)
    assert words_of(content) == KNOWN


WRONG = {
    "misspelt": ("{{ titel }}", "asks for “titel”, which this paper does not have. Is “title” meant?"),
    "unknown": ("{{ 密级 }}", "asks for “密级”, which this paper does not have. Take that placeholder out"),
    "unknown behind a dot": ("{{ title.colour }}", "asks for “colour”"),
    "the class of a text": ("{{ ''.__class__ }}", "asks for “__class__”"),
    "the class of a title": ("{{ title.__class__.__mro__ }}", "asks for “__"),
    "settings": ("{{ self._TemplateReference__context }}", "asks for “"),
    "globals of jinja": ("{{ cycler }}", "asks for “cycler”"),
    "a call": ("{{ title() }}", "does more than fill in"),
    "a range": ("{% for n in range(9999999) %}{% endfor %}", "asks for “range”"),
    "an endless product": ("{{ 'a' * 99999999999 }}", "does more than fill in"),
    "a power": ("{{ 9 ** 9999999 }}", "does more than fill in"),
    "a filter": ("{{ title|attr('__class__') }}", "does more than fill in"),
    "an index": ("{{ title['__class__'] }}", "does more than fill in"),
    "another file": ("{% include 'etc/passwd' %}", "does more than fill in"),
    "a macro": ("{% macro a() %}{% endmacro %}", "does more than fill in"),
    "a name of its own": ("{% set title = 1 %}", "does more than fill in"),
    "loops in loops": ("{% for a in blocks %}" * 6 + "{% endfor %}" * 6, "does more than fill in"),
    "a loop that calls itself": ("{% for a in blocks recursive %}{% endfor %}", "does more than fill in"),
    "no end": ("{% if title %}", "never closed: the tag {% endif %} is missing"),
    "no end of a loop": ("{% for block in blocks %}", "never closed: the tag {% endfor %} is missing"),
    "no beginning": ("{% endfor %}", "The tag {% endfor %} has no beginning"),
    "no such tag": ("{% ende %}", "The tag {% ende %} has no beginning or is not known"),
    "a brace lost": ("上面 {{ title } 下面", "“上面 {{ title } 下面” is damaged"),
    "nothing in it": ("甲 {{ }} 乙", "“甲 {{ }} 乙” is damaged"),
    "full-width braces": ("｛｛ title ｝｝", "The braces in “｛｛ title ｝｝” are not whole"),
    "braces apart": ("{ { title } }", "The braces in “{ { title } }” are not whole"),
    "full-width percent": ("{％ if title ％}", "are not whole"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_filled_in_is_named_with_a_way_to_mend_it(case: str):
    line, sentence = WRONG[case]
    with pytest.raises(BadInput) as refused:
        check_tags(form("{{ title }}", line), KNOWN)
    assert refused.value.field == "file"
    assert sentence in str(refused.value)


def test_headers_and_footers_are_looked_at_too():
    with pytest.raises(BadInput, match="asks for “titel”"):
        check_tags(form("{{ title }}", header="{{ titel }}"), KNOWN)
