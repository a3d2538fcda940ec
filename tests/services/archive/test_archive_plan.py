"""No table, no reference, no kind of thing can be forgotten by the archive."""

import pytest
from sqlalchemy import Integer

from dashboard.labels.trail import THINGS
from dashboard.services.archive.blanking import BLANKS, blanked
from dashboard.services.archive.plan import ALIASES, PLAN, SOFT, TABLES, UNTOLD, LeftOut, Named, With, kept
from dashboard.services.archive.rows import described, target
from dashboard.services.archive.selecting import ROOTS, links_of
from models.base import TableBase

WITHOUT_FOREIGN_KEY = {("attendance", "substitute_user_id"), ("audit_entry", "actor_id")}
"""Numbers of accounts that are blanked or stay numbers."""


def test_every_table_is_archived_or_left_out_for_a_reason():
    assert set(PLAN) == set(TableBase.metadata.tables)
    assert all(how.why for how in PLAN.values() if isinstance(how, LeftOut))


def test_every_column_of_an_archived_table_can_be_written():
    assert [name for name in kept() if not described(TABLES[name])] == []


def test_every_reference_leads_to_an_archived_table_or_is_blanked():
    open_ends = [
        (name, column.name)
        for name in kept()
        for column in TABLES[name].columns
        if (to := target(name, column)) is not None and to not in kept() and column.name not in BLANKS.get(name, {})
    ]
    assert open_ends == []


def test_every_number_of_another_row_is_known_as_a_reference():
    unknown = {
        (name, column.name)
        for name in kept()
        for column in TABLES[name].columns
        if column.name.endswith("_id") and isinstance(column.type, Integer) and target(name, column) is None
    }
    assert unknown == WITHOUT_FOREIGN_KEY
    assert all(column in TABLES[table].columns for table, column in SOFT)


def test_what_hangs_on_something_refers_to_an_archived_table():
    owners = {name: target(name, TABLES[name].c[how.column]) for name, how in kept().items() if isinstance(how, With)}
    assert all(owner in kept() and not isinstance(PLAN[owner], Named) for owner in owners.values())
    assert set(ROOTS) == {name for name, how in kept().items() if how.how == "of the year"}


def test_everything_the_trail_speaks_of_is_kept_or_left_untold_for_a_reason():
    unknown = [name for name in THINGS if ALIASES.get(name, name) not in kept() and name not in UNTOLD]
    assert unknown == []
    assert set(UNTOLD).isdisjoint(kept()) or set(UNTOLD) & set(kept()) == {"account"}


def test_no_account_is_reached_through_what_a_resident_did():
    reached = {(name, column) for name in kept() for column, to in links_of(name) if to == "account"}
    residents = {("need", "proposer_id"), ("appraisal", "account_id"), ("notice_objection", "account_id")}
    assert reached.isdisjoint(residents | {("attachment", "uploaded_by"), ("topic", "user_id")})


@pytest.mark.parametrize("name", list(BLANKS))
def test_blanks_name_columns_and_blanking_twice_changes_nothing(name: str):
    assert set(BLANKS[name]) <= set(TABLES[name].columns.keys())
    row = {column.name: 1 for column in TABLES[name].columns} | {"value": {}, "name": "demonstration"}
    once = blanked(name, row)
    assert blanked(name, once) == once
