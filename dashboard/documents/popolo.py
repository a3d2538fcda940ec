"""What do the votes of meetings look like in Popolo, the format in which parliaments share their votes?

Source: the Popolo specification (popoloproject.com), classes Organization, Post, Event, Motion, VoteEvent and Count.
Counts only: there are no votes of single voters here, and nobody's name.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts
from dashboard.documents.minutes.paper import MinutesPaper, refuse_unprintable_text
from dashboard.documents.minutes.published import given
from dashboard.documents.minutes.to_json import counts_of
from dashboard.documents.minutes.typed import one_line
from dashboard.documents.minutes.voting import ended
from models.enums import BallotForm, Outcome

MEDIA_TYPE = "application/json"

COMMITTEE = "committee"

CHOICES = {"votes_for": "yes", "against": "no", "abstain": "abstain", "invalid": "invalid"}
"""Options that the specification proposes, by the count of a vote; ``invalid`` is ours."""

RESULTS = {Outcome.CARRIED: "pass", Outcome.CARRIED_WITH_CONDITIONS: "pass", Outcome.NOT_CARRIED: "fail"}
"""Words that the specification proposes; any other outcome keeps its own."""

Thing = dict[str, Any]


def to_popolo(papers: Sequence[MinutesPaper]) -> bytes:
    """Return the votes of these minutes as JSON in UTF-8; minutes without their facts are passed over.

    What the flags of a paper keep back is kept back here too. A secret vote with too few ballots has no counts.

    Raises:
        BadInput: a text holds a character that no document can hold.
    """
    told: dict[str, list[Thing]] = {
        "organizations": [],
        "persons": [],
        "posts": [],
        "events": [],
        "motions": [],
        "vote_events": [],
    }
    for paper in papers:
        if facts := given(paper):
            _add(told, paper, facts)
    told["organizations"], told["posts"] = _once(told["organizations"]), _once(told["posts"])
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    refuse_unprintable_text("text", text)
    return text.encode()


def _add(told: dict[str, list[Thing]], paper: MinutesPaper, facts: MeetingFacts) -> None:
    told["organizations"].append({"id": COMMITTEE, "name": one_line(paper.issuer), "classification": "committee"})
    told["organizations"] += [_unit(task.unit) for item in facts.items for task in item.tasks if one_line(task.unit)]
    if facts.chair:
        told["posts"].append(_chair(facts.chair))
    told["events"].append(_event(facts))
    for item in facts.items:
        for motion in item.motions:
            key = f"{facts.number}/{item.position}-{motion.round_no}"
            told["motions"].append(_motion(key, facts, item, motion))
            told["vote_events"].append(_vote_event(key, facts, motion))


def _once(things: list[Thing]) -> list[Thing]:
    return list({thing["id"]: thing for thing in things}.values())


def _unit(name: str) -> Thing:
    return {"id": f"unit-{_short(one_line(name))}", "name": one_line(name), "classification": "member organisation"}


def _chair(office: str) -> Thing:
    """Return the office that chairs; who holds it is nobody's business here."""
    return {
        "id": f"post-{_short(one_line(office))}",
        "label": one_line(office),
        "role": "chair",
        "organization_id": COMMITTEE,
    }


def _short(name: str) -> str:
    return sha256(name.encode(errors="surrogatepass")).hexdigest()[:12]


def _event(facts: MeetingFacts) -> Thing:
    return {
        "id": facts.number,
        "name": facts.title,
        "start_date": facts.starts_at.isoformat(timespec="seconds"),
        "location": facts.place,
        "identifiers": [{"identifier": facts.number}],
        "classification": facts.kind,
        "organization_id": COMMITTEE,
    }


def _motion(key: str, facts: MeetingFacts, item: ItemFacts, motion: MotionFacts) -> Thing:
    return {
        "id": key,
        "organization_id": COMMITTEE,
        "legislative_session_id": facts.number,
        "text": motion.text,
        "classification": one_line(item.title),
        "date": facts.starts_at.isoformat(timespec="seconds"),
        "requirement": motion.rule_words or None,
        "result": _result(motion),
    }


def _vote_event(key: str, facts: MeetingFacts, motion: MotionFacts) -> Thing:
    return {
        "id": key,
        "identifier": key,
        "organization_id": COMMITTEE,
        "legislative_session_id": facts.number,
        "motion_id": key,
        "result": _result(motion),
        "counts": [{"option": option, "value": value} for option, value in _counts(motion)],
    }


def _result(motion: MotionFacts) -> str:
    return RESULTS.get(ended(motion), str(ended(motion)))


def _counts(motion: MotionFacts) -> Iterator[tuple[str, int]]:
    """Give the votes for each option, then those who did not vote; nothing where the counts are not given."""
    if not motion.shown or motion.outcome is Outcome.VOID:
        return
    on_question = motion.form is BallotForm.QUESTION
    yield from ((option.text, option.count) for option in motion.options)
    for name, count in counts_of(motion):
        if name in CHOICES and count is not None and (on_question or name != "votes_for"):
            yield CHOICES[name], count
    yield "not voting", motion.recused_present
    yield "absent", max(0, motion.entitled - motion.present)
