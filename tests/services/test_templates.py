"""The office's own templates: tried before they count, kept for good, given back to whoever keeps them only."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.documents.paper import FORMATS
from dashboard.errors import BadInput, NotAllowed, NotFound
from dashboard.services import house_rules, templates
from dashboard.services.papers.kinds import PAPERS
from models.account import Account
from models.audit import AuditEntry
from models.enums import Role
from models.template import DocumentTemplate
from tests.factories import NOON
from tests.services.project_rows import Rows


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def office(saved, acting_as):
    account = Account(username="office", display_name="秘书处", password_hash="unused", created_at=NOON)
    return acting_as("secretariat", account_id=saved(account).id)


def shipped(ctx, sort: str = "minutes") -> bytes:
    return templates.download(ctx, sort, 0).content


def edited(content: bytes, line: str = "平凉社区滨江联合党委") -> bytes:
    """Return a template with a fixed sentence of the office's own at its beginning."""
    document = Document(BytesIO(content))
    document.paragraphs[0].insert_paragraph_before(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def in_force(engine: Engine, sort: str = "minutes") -> bytes | None:
    with Session(engine) as session:
        return templates.in_force(session, sort)


def read(ctx, sort: str = "minutes") -> templates.TemplateRead:
    return next(one for one in templates.templates(ctx) if one.sort == sort)


def test_every_paper_of_a_meeting_has_a_template():
    assert set(PAPERS) <= set(templates.SORTS)


@pytest.mark.parametrize("sort", templates.SORTS)
def test_a_template_as_shipped_can_be_downloaded_changed_and_put_in_force(
    rows: Rows, office, engine: Engine, sort: str
):
    assert in_force(engine, sort) is None
    content = edited(shipped(office, sort))

    assert templates.upload(office, sort, "own.docx", content) == 1

    assert in_force(engine, sort) == content
    assert templates.download(office, sort).content == content
    assert "平凉社区滨江联合党委" in texts(templates.preview(office, sort, "docx").content)


def test_what_is_in_force_is_told_with_who_and_when(rows: Rows, office, clock):
    before = shipped(office)
    assert [one.sort for one in templates.templates(office)] == list(templates.SORTS)
    assert read(office) == templates.TemplateRead("minutes", "Minutes", hashlib.sha256(before).hexdigest(), ())
    assert (read(office).own, read(office).version) == (False, 0)

    own = edited(before)
    templates.upload(office, "minutes", "C:\\纪要.docx", own)

    digest = hashlib.sha256(own).hexdigest()
    version = templates.TemplateVersion(1, "纪要.docx", True, digest, NOON, "秘书处")
    assert read(office) == templates.TemplateRead("minutes", "Minutes", digest, (version,))
    assert (read(office).own, read(office).version) == (True, 1)
    (entry,) = rows.all(AuditEntry)
    assert (entry.action, entry.subject) == ("document_template.upload", "document_template/minutes")
    assert entry.facts == {"version": 1, "name": "纪要.docx", "sha256": digest}


def test_the_way_back_is_a_version_too_and_the_earlier_file_is_kept(rows: Rows, office, engine: Engine):
    before, own = shipped(office), edited(shipped(office))
    templates.upload(office, "minutes", "own.docx", own)

    assert templates.reset(office, "minutes") == 2

    assert in_force(engine) is None
    assert templates.download(office, "minutes").content == before
    assert templates.download(office, "minutes", 1).content == own
    with pytest.raises(NotFound, match="went back to the template as shipped"):
        templates.download(office, "minutes", 2)
    assert [(one.version, one.own, one.name) for one in read(office).versions] == [
        (2, False, ""),
        (1, True, "own.docx"),
    ]
    assert read(office).sha256 == hashlib.sha256(before).hexdigest()
    assert rows.audited() == ["document_template.upload", "document_template.reset"]

    with Session(engine) as session:
        assert templates.version_in_force(session, "minutes") == 0
        assert [templates.of_version(session, "minutes", number) for number in (0, 1, 2)] == [None, own, None]

    assert templates.upload(office, "minutes", "own.docx", own) == 3
    assert in_force(engine) == own
    with Session(engine) as session:
        assert templates.version_in_force(session, "minutes") == 3


def test_nothing_is_done_twice(rows: Rows, office):
    own, other = edited(shipped(office)), edited(shipped(office), "另一句")
    assert templates.reset(office, "minutes") == 0
    assert templates.upload(office, "minutes", "own.docx", own, key="one") == 1
    assert templates.upload(office, "minutes", "own.docx", own, key="one") == 1
    assert templates.upload(office, "minutes", "again.docx", own, key="two") == 1
    assert templates.upload(office, "minutes", "other.docx", other, key="three") == 2
    assert templates.reset(office, "minutes", key="four") == 3
    assert templates.reset(office, "minutes", key="four") == 3
    assert templates.reset(office, "minutes", key="five") == 3
    assert [row.version for row in rows.all(DocumentTemplate)] == [1, 2, 3]
    assert rows.audited() == ["document_template.upload"] * 2 + ["document_template.reset"]


def test_two_uploads_at_once_are_two_versions(rows: Rows, office, engine: Engine):
    files = [edited(shipped(office), f"第{number}句") for number in (1, 2)]
    with ThreadPoolExecutor(2) as pool:
        given = list(pool.map(lambda file: templates.upload(office, "minutes", "own.docx", file), files))
    assert sorted(given) == [1, 2]
    assert in_force(engine) == files[given.index(2)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no Word file", "is no Word document"),
        (lambda form: edited(form, "{{ 密级 }}"), "asks for “密级”"),
        (lambda form: edited(form, "{{ ''.__class__.__mro__ }}"), "asks for “__"),
        (lambda form: edited(form, "{{ titel }}"), "Is “title” meant?"),
        (lambda form: edited(form, "{%p if title %}"), "never closed"),
        (lambda form: edited(form, "{{ title() }}"), "does more than fill in"),
    ],
)
def test_a_file_that_is_no_template_changes_nothing(rows: Rows, office, engine: Engine, content, sentence: str):
    data = content if isinstance(content, bytes) else content(shipped(office))
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        templates.upload(office, "minutes", "own.docx", data)
    assert refused.value.field == "file"
    assert sentence in str(refused.value)
    assert rows.written() == before
    assert in_force(engine) is None


def test_a_template_that_leaves_a_text_out_is_refused(rows: Rows, office):
    document = Document(BytesIO(shipped(office)))
    for paragraph in document.paragraphs:
        if "{{ title }}" in paragraph.text:
            paragraph.clear()
    file = BytesIO()
    document.save(file)
    with pytest.raises(BadInput, match="leaves out") as refused:
        templates.upload(office, "minutes", "own.docx", file.getvalue())
    assert refused.value.field == "file"
    assert rows.all(DocumentTemplate) == []


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SECRETARIAT, Role.SYSTEM)])
def test_only_the_secretariat_keeps_templates(rows: Rows, office, acting_as, role: Role):
    own, ctx = edited(shipped(office)), acting_as(role)
    before = rows.written()
    for use in (
        lambda: templates.templates(ctx),
        lambda: templates.download(ctx, "minutes"),
        lambda: templates.preview(ctx, "minutes", "docx"),
        lambda: templates.upload(ctx, "minutes", "own.docx", own),
        lambda: templates.upload(ctx, "minutes", "own.docx", b"no Word file"),
        lambda: templates.reset(ctx, "minutes"),
    ):
        with pytest.raises(NotAllowed):
            use()
    assert rows.written() == before


def test_an_unknown_paper_or_version_is_refused(rows: Rows, office):
    before = rows.written()
    for use in (
        lambda: templates.download(office, "invoice"),
        lambda: templates.download(office, "minutes", 7),
        lambda: templates.preview(office, "invoice", "docx"),
        lambda: templates.upload(office, "../minutes", "own.docx", b""),
        lambda: templates.reset(office, "invoice"),
    ):
        with pytest.raises(NotFound):
            use()
    with pytest.raises(BadInput):
        templates.preview(office, "minutes", "exe")
    assert rows.written() == before


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_sample_comes_in_every_format(office, fmt: str):
    export = templates.preview(office, "minutes", fmt)
    assert export.name == f"minutes-sample.{FORMATS[fmt].extension}"
    assert export.media_type == FORMATS[fmt].media_type
    assert export.content


def test_pitch_and_fonts_of_the_house_rules_are_those_of_the_files(office, engine: Engine):
    house_rules.change(office, "line_pitch_pt", "28")
    chosen = {"body": "仿宋", "heading_1": "黑体", "heading_2": "楷体", "title": "小标宋体", "digits": "宋体"}
    house_rules.change(office, "document_fonts", chosen)
    with Session(engine) as session:
        assert templates.line_pitch(session) == 28.0
        assert templates.fonts(session) == chosen
        assert templates.finished(session, "pdf", b"%PDF") == b"%PDF"
    document = Document(BytesIO(templates.preview(office, "minutes", "docx").content))
    xml = document.element.xml + document.styles.element.xml
    assert 'w:eastAsia="仿宋"' in xml
    assert 'w:eastAsia="小标宋体"' in xml
    assert "GB2312" not in xml
    assert 'w:linePitch="560"' in xml


def test_what_is_issued_keeps_its_look_whatever_is_changed_afterwards(office, engine: Engine):
    own = edited(shipped(office))
    templates.upload(office, "minutes", "own.docx", own)
    with Session(engine) as session:
        frozen = templates.kept(session, "minutes")
    shipped_fonts = house_rules.HOUSE_RULES["document_fonts"]
    assert frozen == {"line_pitch_pt": 28.95, "document_fonts": shipped_fonts, "template_version": 1}

    templates.upload(office, "minutes", "other.docx", edited(own, "另一句"))
    templates.reset(office, "minutes")
    house_rules.change(office, "document_fonts", dict.fromkeys(shipped_fonts, "仿宋"))
    house_rules.change(office, "line_pitch_pt", "28")

    with Session(engine) as session:
        look = templates.look(session, "minutes", frozen)
        assert (look.template, look.fonts) == (own, shipped_fonts)
        assert look.finished("docx", own) == own
        now = templates.look(session, "minutes", templates.kept(session, "minutes"))
        assert now.template is None
        assert "GB2312" not in Document(BytesIO(now.finished("docx", own))).styles.element.xml
        assert templates.look(session, "minutes", {}) == templates.Look(None, shipped_fonts)
