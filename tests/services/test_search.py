"""A search finds exactly what comparing every text finds, on both engines, and no writer can get round the index."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, func, insert, or_, select, text, update
from sqlmodel import Session, col

from dashboard.rules.search import grams, wanted, words
from dashboard.services.search import holding, index_needs
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate
from dashboard.storage.search import SEARCHED, STALE, made
from models.area import Area
from models.need import Category, Need
from tests.conftest import administer
from tests.factories import NOON
from tests.services.library import stock

QUERIES = (
    "梯", "灯", "电梯", "车棚", "充电桩", "无障碍坡道", "维修基金", "口袋花园", "居民", "居民反映", "澄波", "平凉路",
    "堃", "张堃", "𬀩", "韩𬀩", "𠮷", "杨𠮷等", "㑇", "𫘝", "𱁬", "𮧵", "许𱁬等居民", "頔婳",
    "2024", "2024Q3", "PL-XQ-2024Q3-00010", "00010", "7", "12345热线", "１２３", "ＡＢＣ", "abc", "50％",
    "Wi-Fi", "wi-fi", "snake_case", "SNAKE", "CAFÉ", "café", "İzmir", "izmir", "straße", "Ⅳ期",
    "%", "_", "100%", "1%", "a\\b", "1/2", "(试点)", "【急】", "*重点*", "O'Neil", "\"", "，", "。",
    "😀", "👩", "👨\u200d👩", "澄波 电梯", "电梯 澄波 夜里", "电梯 Wi-Fi", "梯 灯 棚", "3号楼 维修",
    "飞线充电不安全 5G",
    "不存在的词", "zzz", "电 梯", "'; DROP TABLE need; --", "AND", "OR NOT", "a\" OR \"b", "& | ! <->",
)  # fmt: skip


def plain(sought: str) -> list[object]:
    """Return the conditions of a search that compares every text, as it was before there was an index."""
    return [
        or_(
            *(
                func.lower(col(column)).like(
                    func.lower(f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"), escape="/"
                )
                for column in (Need.number, Need.title, Need.reasons, Need.suggestion, Need.place)
            )
        )
        for word in words(sought)
    ]


def found(session: Session, sought: str) -> list[int]:
    condition = holding(session, sought)
    return list(session.exec(select(Need.id).where(condition).order_by(Need.id)).scalars())


def truth(session: Session, sought: str) -> list[int]:
    return list(session.exec(select(Need.id).where(*plain(sought)).order_by(Need.id)).scalars())


def waiting(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.scalars(select(STALE.c.need_id).order_by(STALE.c.need_id)))


def test_a_search_equals_comparing_ten_thousand_texts(engine: Engine):
    ids = stock(engine, 10_000)
    with Session(engine.execution_options(writes=True)) as session:
        assert index_needs(session, ids) == 10_000
        session.commit()
    assert waiting(engine) == []
    with Session(engine) as session:
        numbers = {}
        for query in QUERIES:
            expected = truth(session, query)
            assert found(session, query) == expected, query
            numbers[query] = len(expected)
    assert len(QUERIES) >= 50
    assert numbers["居民"] == 10_000
    assert numbers["不存在的词"] == numbers["zzz"] == numbers["1%"] == 0
    rare = ("𬀩", "𠮷", "㑇", "𫘝", "𱁬", "𮧵", "堃")
    assert all(0 < numbers[name] < 100 for name in rare)


@pytest.fixture
def plain_locale(postgresql_url: str) -> Iterator[Engine]:
    """A PostgreSQL database that knows no letters beyond ASCII."""
    name = f"plain_{uuid4().hex}"
    locale = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    administer(postgresql_url, f"CREATE DATABASE {name} {locale}")
    database = open_engine(postgresql_url.replace("/postgres?", f"/{name}?"))
    migrate(database)
    yield database
    database.dispose()
    administer(postgresql_url, f"DROP DATABASE {name} WITH (FORCE)")


def test_a_database_without_a_locale_finds_the_same(plain_locale: Engine):
    ids = stock(plain_locale, 600)
    with Session(plain_locale.execution_options(writes=True)) as session:
        index_needs(session, ids)
        session.commit()
        assert session.execute(text("SELECT lower('É')")).scalar_one() == "É"
        assert [found(session, query) for query in QUERIES] == [truth(session, query) for query in QUERIES]


def test_an_index_that_was_never_written_changes_no_result(engine: Engine):
    assert len(stock(engine, 300)) == len(waiting(engine)) == 300
    with Session(engine) as session:
        assert [found(session, query) for query in QUERIES] == [truth(session, query) for query in QUERIES]


TEXT = st.text("电梯灯堃𬀩𰻝aAiIİı\u0307kK\u212aßéÉσς%_/\\1１😀\u0378\ua7cb\u0264 \n", max_size=8)


def test_small_texts_of_odd_characters_are_found_as_they_stand(engine: Engine, town: int):
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=3), TEXT)
    def check(texts: list[tuple[str, str, str]], sought: str) -> None:
        with Session(engine.execution_options(writes=True)) as session:
            session.add_all([item(n, title=one, reasons=two, place=three) for n, (one, two, three) in enumerate(texts)])
            session.flush()
            parts = [sought, texts[0][0][1:4], texts[-1][1][:2], texts[0][2][-3:]]
            for part in parts:
                if words(part):
                    assert found(session, part) == truth(session, part), (texts, part)
            session.rollback()

    check()


# --- keeping the index ------------------------------------------------------------------------------------------------


@pytest.fixture
def town(engine: Engine) -> int:
    with Session(engine.execution_options(writes=True)) as session:
        session.add_all([Category(code="c", name_zh="类"), Area(id=1, level="committee", code="A1", name_zh="澄波")])
        session.commit()
    return 1


def item(n: int, **texts: str) -> Need:
    fields = {"title": "路灯", "reasons": "夜里看不清", "place": "弄口"} | texts
    return Need(number=f"N-{n}", quarter="2026Q4", category_code="c", area_id=1, submitted_at=NOON, **fields)


def test_what_a_session_writes_is_indexed_with_it(engine: Engine, town: int):
    with Session(engine.execution_options(writes=True)) as session:
        need = item(1)
        session.add(need)
        session.flush()
        assert found(session, "路灯") == [need.id]
        need.title = "楼道电梯"
        session.flush()
        assert (found(session, "路灯"), found(session, "电梯")) == ([], [need.id])
        session.commit()
    assert waiting(engine) == []
    with Session(engine.execution_options(writes=True)) as session:
        session.add(item(2, title="车棚"))
        session.flush()
        session.rollback()
        assert (found(session, "车棚"), found(session, "楼道电梯")) == ([], [1])
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM need_search")).scalar_one() == 1


def test_a_change_of_anything_else_writes_no_index(engine: Engine, town: int):
    with Session(engine.execution_options(writes=True)) as session:
        need = item(1)
        session.add(need)
        session.commit()
        seen: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
        need.contact = "5555"
        session.commit()
    assert any(statement.startswith("UPDATE need SET contact") for statement in seen)
    assert [statement for statement in seen if "need_search" in statement] == []


def test_rows_written_past_the_session_are_found_and_can_be_indexed(engine: Engine, town: int):
    writer = engine.execution_options(writes=True)
    with writer.begin() as connection:
        connection.execute(insert(Need), [item(n, title=f"第{n}盏路灯").model_dump(exclude={"id"}) for n in (1, 2, 3)])
    assert waiting(engine) == [1, 2, 3]
    with Session(writer) as session:
        assert (found(session, "路灯"), found(session, "盏路灯"), found(session, "第2")) == ([1, 2, 3], [1, 2, 3], [2])
        assert index_needs(session, [2]) == 1
        session.commit()
        assert (waiting(engine), found(session, "路灯")) == ([1, 3], [1, 2, 3])
        assert index_needs(session) == 2
        assert index_needs(session) == 0
        session.commit()
    assert waiting(engine) == []
    with writer.begin() as connection:
        connection.execute(update(Need).where(col(Need.id) == 3).values(title="电梯"))
    with Session(engine) as session:
        assert (found(session, "路灯"), found(session, "电梯")) == ([1, 2], [3])


def test_the_index_is_made_of_the_columns_that_are_searched():
    assert SEARCHED == ("number", "title", "reasons", "suggestion", "place")
    for dialect in ("sqlite", "postgresql"):
        assert any("UPDATE OF number, title, reasons, suggestion, place" in line for line in made(dialect))


@pytest.mark.parametrize("collation", ["default", '"C"', '"pg_c_utf8"', '"pg_unicode_fast"'])
def test_postgresql_lowers_no_character_into_another_piece(postgresql: str, collation: str):
    engine = open_engine(postgresql)
    low = "lower(chr(n))" if collation == "default" else f"lower(chr(n) COLLATE {collation})"
    series = "generate_series(1, 1114111) AS n WHERE (n < 55296 OR n > 57343)"
    with engine.connect() as connection:
        pairs = connection.execute(text(f"SELECT chr(n), {low} FROM {series} AND {low} <> chr(n)")).all()
    engine.dispose()
    assert len(pairs) >= 26
    differing = [(one, small) for one, small in pairs if wanted([one]) != wanted([small]) or grams(one) != grams(small)]
    assert differing == []


def test_no_word_is_no_condition(engine: Engine):
    with Session(engine) as session:
        assert holding(session, " \u200b\n") is None
