"""Photos go with the item they were taken for and tell nothing else; files are fetched by those who may see them."""

from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.services import attachments, drafts, meetings, needs
from models.attachment import Attachment, AttachmentRead
from models.enums import MeetingStatus, NeedStatus
from models.meeting import Meeting
from models.need import Need
from tests.exchange.builders import docx, image, pdf
from tests.services.proposals import audited, draft, inhabited, put
from tests.services.table import Table
from tests.services.test_votes_together import at_once

STRANGERS = ("visitor", "neighbour", "liaison", "1", "reviewer", "administrator")


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def photo(name: str = "a") -> bytes:
    """Return a photo that differs from those of other names."""
    return image(size=(20 + crc32(name.encode()) % 97, 40 + crc32(name.encode()) % 89))


def attach(town: Table, *names: str, who: str = "resident", form: str = needs.NEW_FORM) -> list[AttachmentRead]:
    return [attachments.attach_photo(town.as_(who), form, f"{name}.jpg", photo(name)) for name in names]


def refuses_to_show(town: Table, file: int, *people: str) -> None:
    for who in people:
        with pytest.raises(NotFound, match="There is no such file"):
            attachments.content(town.as_(who), file)


# --- photos of a draft ------------------------------------------------------------------------------------------------


def test_a_photo_tells_neither_place_nor_time_nor_its_name(town: Table):
    exif = Image.Exif()
    exif[Base.Artist], exif[Base.DateTime] = "Somebody", "2026:11:30 08:00:00"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (31.0, 16.0, 0.0)
    file = BytesIO()
    Image.new("RGB", (60, 40), "red").save(file, "JPEG", exif=exif.tobytes(), comment=b"Flat 501")
    assert b"Somebody" in file.getvalue()

    read = attachments.attach_photo(town.as_("resident"), "need", "老王家门口.jpg", file.getvalue())

    name, media_type, data = attachments.content(town.as_("resident"), read.id)
    with Image.open(BytesIO(data)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif()), kept.info.get("comment")) == ("JPEG", (60, 40), {}, None)
    assert not any(secret in data for secret in (b"Somebody", b"2026", b"501"))
    assert (name, media_type, len(data)) == (read.name, "image/jpeg", read.size)
    assert "老王" not in name
    entry = audited(town)[-1]
    assert (entry.action, entry.subject) == ("attachment.add", town.row(Attachment, read.id).owner)
    assert entry.facts == {"attachment": read.id, "size": read.size, "sha256": read.sha256}


def test_there_are_at_most_three_photos(town: Table):
    kept = attach(town, "a", "b", "c")
    with town.refused(BadInput, "There are 3 photos already", "file"):
        attach(town, "d")
    assert attachments.draft_files(town.as_("resident"), "need") == kept
    attachments.remove(town.as_("resident"), kept[0].id)
    (last,) = attach(town, "d")
    assert attachments.draft_files(town.as_("resident"), "need") == [kept[1], kept[2], last]


def test_the_same_photo_handed_in_again_changes_nothing(town: Table):
    kept = attach(town, "a", "b", "c")
    before = town.everything()
    assert attach(town, "c", "a") == [kept[2], kept[0]]
    assert town.everything() == before


@pytest.mark.parametrize("data", [b"", b"<svg/>", pdf(), photo()[:-30][:60], b"GIF89a" + bytes(50)])
def test_what_is_no_photo_is_refused(town: Table, data: bytes):
    with town.refused(BadInput, field="file"):
        attachments.attach_photo(town.as_("resident"), "need", "a.jpg", data)


def test_eight_photos_at_once_are_three(town: Table):
    def one(name: str) -> object:
        try:
            return attach(town, name)
        except BadInput as refused:
            return refused

    done = at_once([lambda n=n: one(f"{n}") for n in range(8)])
    assert sum(isinstance(result, BadInput) for result in done) == 5
    assert len(attachments.draft_files(town.as_("resident"), "need")) == 3


def test_nobody_else_fetches_removes_or_lists_the_photos_of_a_draft(town: Table):
    (read,) = attach(town, "a")
    owner = town.row(Attachment, read.id).owner
    refuses_to_show(town, read.id, "secretariat", *STRANGERS)
    for who in ("secretariat", *STRANGERS):
        assert attachments.files(town.as_(who), owner) == []
        with town.refused(NotAllowed if who == "visitor" else NotFound):
            attachments.remove(town.as_(who), read.id)
    assert attachments.draft_files(town.as_("neighbour"), "need") == []
    assert attachments.files(town.as_("resident"), owner) == [read]
    with pytest.raises(NotAllowed):
        attachments.draft_files(town.as_("visitor"), "need")
    with town.refused(NotAllowed):
        attach(town, "a", who="visitor")


def test_a_removed_photo_is_not_shown(town: Table):
    kept, gone = attach(town, "a", "b")
    attachments.remove(town.as_("resident"), gone.id)
    assert attachments.draft_files(town.as_("resident"), "need") == [kept]
    refuses_to_show(town, gone.id, "resident", "secretariat", *STRANGERS)
    before = town.everything()
    attachments.remove(town.as_("resident"), gone.id)
    assert town.everything() == before
    assert [entry.action for entry in audited(town)] == ["attachment.add", "attachment.add", "attachment.remove"]


# --- photos of an item ------------------------------------------------------------------------------------------------


def test_an_item_takes_over_the_photos_of_its_draft(town: Table):
    first, gone, second = attach(town, "a", "b", "c")
    attachments.remove(town.as_("resident"), gone.id)
    other = attach(town, "z", who="neighbour")
    elsewhere = attach(town, "y", form=needs.form_of(99))

    read = needs.submit(town.as_("resident"), draft())

    assert needs.item(town.as_("resident"), read.number).photos == [first, second]
    assert attachments.draft_files(town.as_("neighbour"), "need") == other
    assert attachments.draft_files(town.as_("resident"), needs.form_of(99)) == elsewhere
    assert attachments.draft_files(town.as_("resident"), "need") == []
    assert len(town.everything()["attachment"]) == 4  # what was removed from the draft is gone for good
    (again,) = attach(town, "b")
    assert attachments.draft_files(town.as_("resident"), "need") == [again]


def test_a_refused_proposal_leaves_its_photos_with_the_draft(town: Table):
    kept = attach(town, "a")
    with town.refused(BadInput):
        needs.submit(town.as_("resident"), draft(title="Ring 13812345678"))
    assert attachments.draft_files(town.as_("resident"), "need") == kept


@pytest.mark.parametrize("status", NeedStatus)
def test_a_photo_is_fetched_by_those_who_may_see_its_item(town: Table, status: NeedStatus):
    (read,) = attach(town, "a")
    made = needs.submit(town.as_("resident"), draft())
    row = town.row(Need, made.id)
    row.status = status
    town.save(row)
    for who in ("resident", "secretariat"):
        assert attachments.content(town.as_(who), read.id)[0] == read.name
        assert attachments.files(town.as_(who), f"need/{made.id}") == [read]
    for who in STRANGERS:
        if status in PUBLIC:
            assert attachments.content(town.as_(who), read.id)[0] == read.name
        else:
            refuses_to_show(town, read.id, who)
            assert attachments.files(town.as_(who), f"need/{made.id}") == []


def test_a_completed_item_has_at_most_three_photos(town: Table):
    who = town.as_("resident")
    kept = attach(town, "a", "b")
    made = needs.submit(who, draft())
    needs.screen_return(town.office, made.id, "Show the corner")
    form = needs.form_of(made.id)
    added = attach(town, "c", form=form)
    with town.refused(BadInput, "There are 3 photos already", "file"):
        attach(town, "d", form=form)
    attachments.remove(who, kept[0].id)
    added += attach(town, "d", form=form)
    needs.complete(who, made.id, draft())
    assert needs.item(who, made.number).photos == [kept[1], *added]


def test_two_clerks_who_complete_by_turns_do_not_pass_three_photos(town: Table):
    made = needs.submit(town.office, draft(), source="visit")
    for clerk, name in (("clerk1", "a"), ("clerk2", "b")):
        attach(town, f"{name}1", f"{name}2", who=clerk, form=needs.form_of(made.id))
    needs.screen_return(town.office, made.id, "Show the corner")
    needs.complete(town.as_("clerk1"), made.id, draft())
    needs.screen_return(town.office, made.id, "Show the other corner")
    with town.refused(BadInput, "There are 3 photos already", "file"):
        needs.complete(town.as_("clerk2"), made.id, draft())
    assert len(needs.item(town.office, made.number).photos) == 2


def test_photos_of_an_item_are_taken_off_by_the_office_and_while_returned_by_the_proposer(town: Table):
    first, second = attach(town, "a", "b")
    made = needs.submit(town.as_("resident"), draft())
    for who in ("resident", *STRANGERS):
        with town.refused(NotAllowed if who == "visitor" else NotFound):
            attachments.remove(town.as_(who), first.id)
    needs.screen_return(town.office, made.id, "A face is seen")
    with town.refused(NotFound):
        attachments.remove(town.as_("neighbour"), first.id)
    attachments.remove(town.as_("resident"), first.id)
    assert needs.item(town.as_("resident"), made.number).photos == [second]
    refuses_to_show(town, first.id, "resident", "secretariat")
    attachments.remove(town.office, second.id)
    assert needs.item(town.office, made.number).photos == []


def test_a_draft_that_comes_later_inherits_no_files(town: Table):
    attach(town, "a")
    drafts.discard(town.as_("resident"), "need")
    drafts.save_field(town.as_("neighbour"), "need", "title", "Lamps")
    assert attachments.draft_files(town.as_("neighbour"), "need") == []


# --- papers -----------------------------------------------------------------------------------------------------------


def test_papers_are_added_by_the_secretariat_and_read_at_the_table(town: Table):
    _meeting, (item,) = town.draft()
    for who in ("1", "2", "reviewer", "resident", "liaison", "administrator", "visitor"):
        with town.refused(NotAllowed):
            attachments.attach_paper(town.as_(who), item, "Plan.pdf", pdf())
    read = attachments.attach_paper(town.office, item, "../Plan of the lane.PDF", pdf())
    assert (read.name, read.media_type, read.size) == ("Plan of the lane.pdf", "application/pdf", len(pdf()))
    for who in ("1", "2", "reviewer", "secretariat"):
        assert attachments.content(town.as_(who), read.id) == (read.name, read.media_type, pdf())
        assert attachments.files(town.as_(who), f"agenda_item/{item}") == [read]
    refuses_to_show(town, read.id, "visitor", "resident", "liaison", "administrator")
    for who in ("visitor", "resident", "liaison"):
        assert attachments.files(town.as_(who), f"agenda_item/{item}") == []
    for who in ("1", "reviewer", "resident"):
        with town.refused(NotFound):
            attachments.remove(town.as_(who), read.id)
    attachments.remove(town.office, read.id)
    assert attachments.files(town.office, f"agenda_item/{item}") == []
    refuses_to_show(town, read.id, "1", "secretariat")


def test_the_same_paper_handed_in_again_changes_nothing(town: Table):
    _meeting, (item,) = town.draft()
    read = attachments.attach_paper(town.office, item, "Plan.docx", docx())
    before = town.everything()
    assert attachments.attach_paper(town.office, item, "Plan.docx", docx()) == read
    assert town.everything() == before


def test_there_are_at_most_ten_papers(town: Table):
    _meeting, (item,) = town.draft()
    papers = [pdf() + b"\n%" + bytes([65 + n]) for n in range(11)]
    for n, paper in enumerate(papers[:10]):
        attachments.attach_paper(town.office, item, f"{n}.pdf", paper)
    with town.refused(BadInput, "There are 10 papers already", "file"):
        attachments.attach_paper(town.office, item, "11.pdf", papers[10])


@pytest.mark.parametrize(("name", "data"), [("a.exe", b"MZ" + bytes(50)), ("a.pdf", docx()), ("a.docx", b"PK\x03\x04")])
def test_a_paper_is_what_its_name_says(town: Table, name: str, data: bytes):
    _meeting, (item,) = town.draft()
    with town.refused(BadInput, field="file"):
        attachments.attach_paper(town.office, item, name, data)


@pytest.mark.parametrize("status", [MeetingStatus.CLOSED, MeetingStatus.CANCELLED])
def test_the_papers_of_a_meeting_that_is_over_stay(town: Table, status: MeetingStatus):
    made, (item,) = town.draft()
    read = attachments.attach_paper(town.office, item, "Plan.pdf", pdf())
    row = town.row(Meeting, made)
    row.status = status
    town.save(row)
    with town.refused(RuleBroken, "The meeting is over"):
        attachments.attach_paper(town.office, item, "Other.docx", docx())
    with town.refused(RuleBroken, "The meeting is over"):
        attachments.remove(town.office, read.id)
    assert attachments.content(town.as_("2"), read.id)[0] == "Plan.pdf"
    assert meetings.meeting(town.office, row.number).meeting.status == status


def test_files_of_nothing_are_not_found(town: Table):
    (read,) = attach(town, "a")
    for owner in (
        "need/999",
        "need/x",
        "need",
        "",
        "draft/999",
        "agenda_item/\u00b2",
        "account/1",
        f"attachment/{read.id}",
    ):
        assert attachments.files(town.as_("resident"), owner) == []
    for use in (attachments.content, attachments.remove):
        with town.refused(NotFound):
            use(town.as_("resident"), 999_999)
    with town.refused(NotFound):
        attachments.attach_paper(town.office, 999_999, "Plan.pdf", pdf())
    item = put(town, NeedStatus.OPEN)
    assert attachments.files(town.as_("visitor"), f"need/{item}") == []
