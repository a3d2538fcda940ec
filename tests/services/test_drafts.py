"""What somebody typed is kept field by field, for that person alone, and never told in the audit trail."""

from collections.abc import Callable

import pytest

from dashboard.errors import BadInput, NotAllowed
from dashboard.services import attachments, drafts, needs
from dashboard.services.context import Context
from models.audit import AuditEntry
from tests.exchange.builders import image
from tests.services.proposals import audited, draft, inhabited
from tests.services.table import Table
from tests.services.test_votes_together import at_once


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def lines(town: Table) -> list[AuditEntry]:
    return [entry for entry in audited(town) if entry.action.startswith("draft.")]


def test_a_draft_is_kept_field_by_field(town: Table):
    who = town.as_("resident")
    assert drafts.load(who, "need") is None
    first = drafts.save_field(who, "need", "title", "Lamps for the lane")
    town.clock.forward(minutes=3)
    second = drafts.save_field(who, "need", "beneficiaries", 300)
    drafts.save_field(who, "need", "agreed", True)
    drafts.save_field(who, "need", "area_id", None)
    kept = drafts.load(who, "need")
    assert kept.fields == {"title": "Lamps for the lane", "beneficiaries": 300, "agreed": True, "area_id": None}
    assert (first, second, kept.saved_at) == (second.replace(minute=0), town.clock(), town.clock())
    drafts.save_field(who, "need", "title", "Other lamps")
    assert drafts.load(who, "need").fields["title"] == "Other lamps"
    assert len(town.everything()["stored_draft"]) == 1


def test_several_fields_are_saved_together(town: Table):
    who = town.as_("resident")
    drafts.save_field(who, "need", "title", "Lamps")
    drafts.save_fields(who, "need", {"title": "Lamps", "place": "Lane", "contact": "13812345678"})
    assert drafts.load(who, "need").fields == {"title": "Lamps", "place": "Lane", "contact": "13812345678"}
    assert [entry.facts["field"] for entry in lines(town)] == ["title", "place", "contact"]
    town.clock.forward(minutes=1)
    drafts.save_fields(who, "need", {"title": "Lamps"})
    assert (drafts.load(who, "need").saved_at, len(lines(town))) == (town.clock(), 3)


def test_the_trail_names_the_field_and_never_what_was_typed(town: Table):
    who = town.as_("resident")
    drafts.save_field(who, "need", "contact", "13812345678")
    drafts.save_field(who, "need", "reasons", "The secret reasons")
    drafts.discard(who, "need")
    kinds = [(entry.action, entry.facts, entry.actor_id) for entry in lines(town)]
    person = town.people["resident"]
    assert kinds == [
        ("draft.save", {"form": "need", "field": "contact"}, person),
        ("draft.save", {"form": "need", "field": "reasons"}, person),
        ("draft.discard", {"form": "need"}, person),
    ]
    assert not any(word in str(audited(town)) for word in ("13812345678", "secret"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lamps\0\u202e ", "Lamps"),
        ("one\r\ntwo", "one\ntwo"),
        ("=1+1 <b>堃𬀩</b> 👨‍👩‍👧", "=1+1 <b>堃𬀩</b> 👨‍👩‍👧"),
        ("\ud800", ""),
        ("Ring 13812345678", "Ring 13812345678"),
        ("x" * drafts.LONGEST, "x" * drafts.LONGEST),
    ],
)
def test_half_written_texts_are_kept_as_they_can_be_stored(town: Table, typed: str, kept: str):
    drafts.save_field(town.as_("resident"), "need", "reasons", typed)
    assert drafts.load(town.as_("resident"), "need").fields == {"reasons": kept}


def test_what_no_form_holds_is_refused(town: Table):
    who = town.as_("resident")
    with town.refused(BadInput, "too long to be saved", "reasons"):
        drafts.save_field(who, "need", "reasons", "x" * (drafts.LONGEST + 1))
    drafts.save_fields(who, "need", {f"field{n}": n for n in range(drafts.MOST_FIELDS)})
    with town.refused(BadInput, "too long to be saved", "one_more"):
        drafts.save_field(who, "need", "one_more", "x")
    drafts.save_field(who, "need", "field0", "still changes")
    with town.refused(BadInput, field="title"):
        drafts.save_fields(who, "need/1", {"place": "Lane", "title": "x" * (drafts.LONGEST + 1)})


def test_two_people_and_two_forms_are_kept_apart(town: Table):
    for name in ("resident", "neighbour"):
        for form in ("need", "need/7"):
            drafts.save_field(town.as_(name), form, "title", f"{name} in {form}")
    for name in ("resident", "neighbour"):
        for form in ("need", "need/7"):
            assert drafts.load(town.as_(name), form).fields == {"title": f"{name} in {form}"}
    drafts.discard(town.as_("resident"), "need")
    assert drafts.load(town.as_("resident"), "need") is None
    assert drafts.load(town.as_("resident"), "need/7") is not None
    assert drafts.load(town.as_("neighbour"), "need").fields == {"title": "neighbour in need"}
    assert drafts.load(town.office, "need") is None


def test_a_discarded_draft_is_gone_with_its_photos(town: Table):
    who = town.as_("resident")
    drafts.save_field(who, "need", "title", "Lamps")
    kept = attachments.attach_photo(who, "need", "a.jpg", image())
    removed = attachments.attach_photo(who, "need", "b.jpg", image(size=(30, 30)))
    attachments.remove(who, removed.id)
    drafts.discard(who, "need")
    assert (town.everything()["stored_draft"], town.everything()["attachment"]) == ([], [])
    before = town.everything()
    drafts.discard(who, "need")
    assert town.everything() == before
    assert kept.id != removed.id


def test_handing_in_forgets_the_draft_of_its_own_form_alone(town: Table):
    for name in ("resident", "neighbour"):
        drafts.save_field(town.as_(name), needs.NEW_FORM, "title", "Lamps")
    drafts.save_field(town.as_("resident"), needs.form_of(7), "title", "Lamps")
    with town.refused(BadInput):
        needs.submit(town.as_("resident"), draft(place="Ring 13812345678"))
    assert drafts.load(town.as_("resident"), needs.NEW_FORM).fields == {"title": "Lamps"}
    read = needs.submit(town.as_("resident"), draft())
    assert drafts.load(town.as_("resident"), needs.NEW_FORM) is None
    assert drafts.load(town.as_("resident"), needs.form_of(7)) is not None
    assert drafts.load(town.as_("neighbour"), needs.NEW_FORM) is not None
    needs.screen_return(town.office, read.id, "Which corners?")
    drafts.save_field(town.as_("resident"), needs.form_of(read.id), "title", "Lamps again")
    needs.complete(town.as_("resident"), read.id, draft())
    assert drafts.load(town.as_("resident"), needs.form_of(read.id)) is None


USES: list[Callable[[Context], object]] = [
    lambda ctx: drafts.save_field(ctx, "need", "title", "x"),
    lambda ctx: drafts.load(ctx, "need"),
    lambda ctx: drafts.discard(ctx, "need"),
]


@pytest.mark.parametrize("use", USES, ids=["save", "load", "discard"])
def test_visitors_have_no_drafts(town: Table, use: Callable[[Context], object]):
    with town.refused(NotAllowed, "Please sign in first"):
        use(town.as_("visitor"))


def test_the_machine_itself_has_no_drafts(town: Table, acting_as):
    with town.refused(NotAllowed, "Please sign in first"):
        drafts.save_field(acting_as("system"), "need", "title", "x")
    assert drafts.load(acting_as("system"), "need") is None


def test_fields_saved_from_eight_tabs_at_once_are_all_kept(town: Table):
    who = "resident"
    at_once([lambda n=n: drafts.save_field(town.as_(who), "need", f"field{n}", n) for n in range(8)])
    assert drafts.load(town.as_(who), "need").fields == {f"field{n}": n for n in range(8)}
    assert sorted(entry.facts["field"] for entry in lines(town)) == [f"field{n}" for n in range(8)]
