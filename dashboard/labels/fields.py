"""What form fields are called, and what is wrong with one, in words."""

from collections.abc import Mapping
from typing import Any

from dashboard.i18n import N_
from dashboard.i18n import gettext as _

FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "reasons": N_("What is the matter, and why"),
    "suggestion": N_("Your suggestion"),
    "category_code": N_("Category"),
    "area_id": N_("Neighbourhood"),
    "place": N_("Exact place"),
    "beneficiaries": N_("How many people benefit"),
    "contact": N_("How we may reach you"),
    "reason": N_("Reason"),
    "file": N_("File"),
    "username": N_("User name"),
    "display_name": N_("Name shown"),
    "password": N_("Password"),
    "new_password": N_("New password"),
    "consent": N_("Consent"),
    "starts_at": N_("Date and time"),
    "body_code": N_("Body"),
    "type": N_("Type"),
    "minutes_planned": N_("Minutes planned"),
    "position": N_("Place on the agenda"),
    "topics_until": N_("Last day of the call"),
    "decision_power": N_("Power to decide"),
    "asked": N_("What the meeting is asked to decide"),
    "minutes_wanted": N_("Minutes wanted"),
    "presenter": N_("Presented by"),
    "text": N_("Text"),
    "unit": N_("Unit"),
    "post": N_("Post"),
    "due_on": N_("Due date"),
    "offer": N_("What is offered"),
    "offer_text": N_("The offer in words"),
    "value_fen": N_("Value in yuan"),
    "promised_on": N_("Promised by"),
    "name": N_("Name"),
    "name_zh": N_("Chinese name"),
    "name_en": N_("English name"),
    "code": N_("Code"),
    "planned_on": N_("Planned date"),
    "percent": N_("Progress in percent"),
    "upkeep_unit": N_("Who looks after it afterwards"),
    "source": N_("Source"),
    "approved_fen": N_("Amount approved"),
    "paid_fen": N_("Amount paid"),
    "joined_on": N_("Joined on"),
    "left_on": N_("Left on"),
    "referred_to": N_("Referred to"),
    "merged_into": N_("Merged into"),
    "note": N_("Note"),
    "post_zh": N_("Post, in Chinese"),
    "post_en": N_("Post, in English"),
    "conditions": N_("Conditions"),
    "value_yuan": N_("Value in yuan"),
    "need_id": N_("From the claim list"),
    "branch_agreed": N_("Our organisation's Party branch has agreed"),
    "roles": N_("Roles"),
    "budget_fen": N_("Estimated cost in yuan"),
    "deadline_days": N_("Days to claim"),
    "leave_reason": N_("Reason for the leave"),
    "preset": N_("Decision rule"),
    "starts_on": N_("Term begins"),
    "ends_on": N_("Term ends"),
    "number": N_("Seat number"),
    "user_id": N_("Held by"),
    "chairs": N_("Chairs the body"),
    "value": N_("Value"),
    "items": N_("Items chosen"),
    "discussion": N_("Notes of the discussion"),
    "organisation_id": N_("Organisation"),
    "language": N_("Language"),
    "weight": N_("Floor area in m²"),
    "partners": N_("Partner units"),
    "format": N_("Format"),
    "title_zh": N_("Title, in Chinese"),
    "title_en": N_("Title, in English"),
    "quorum": N_("When the vote is valid"),
    "pass_": N_("When the motion is carried"),
    "numerator": N_("Share, upper number"),
    "denominator": N_("Share, lower number"),
    "op": N_("At least or more than"),
    "base": N_("Of which number"),
    "rule": N_("Decision rule as JSON"),
    "recused": N_("Recused"),
    "recused_present": N_("Recused and present"),
    "would_change": N_("What would change this view"),
    "discloses": N_("Warning of the secret ballot"),
    "speaker": N_("Who speaks"),
    "votes_for": N_("For"),
    "votes_against": N_("Against"),
    "votes_abstain": N_("Abstain"),
    "issued": N_("Ballots issued"),
    "returned": N_("Ballots returned"),
    "invalid": N_("Invalid ballots"),
    "option_counts": N_("Votes for each option"),
    "form": N_("Form of the ballot"),
    "options": N_("Options"),
    "most_choices": N_("How many may be marked"),
    "marks": N_("Options marked"),
    "places": N_("Where it is posted"),
    "contact_post": N_("Where objections can be handed in"),
    "first_day": N_("Day of posting"),
    "category": N_("What the objection is about"),
    "request": N_("What is asked for"),
    "received_on": N_("Received on"),
    "reply": N_("Reply in words"),
    "outcome": N_("What comes of the objection"),
    "terms": N_("Conditions"),
    "categories": N_("Suits these categories"),
    "amount": N_("How much"),
    "from_on": N_("From"),
    "until_on": N_("Until"),
    "goals": N_("Goals"),
    "schedule": N_("Timetable"),
    "targets": N_("Targets that can be counted"),
    "money_fen": N_("Amount in yuan"),
    "money_clause": N_("Money clause"),
    "termination": N_("Change and termination"),
    "copies": N_("Number of copies"),
    "parties": N_("Parties"),
    "promise": N_("What this side promises"),
    "need_ids": N_("Items"),
    "resource_id": N_("Resource card"),
    "part_id": N_("Part of the item"),
    "wants_lead": N_("Means to lead"),
}


def field_label(field: str) -> str:
    """Return what a form field is called; the field's own name where it has no label."""
    return _(FIELDS[field]) if field in FIELDS else field


def problem_text(item: Mapping[str, Any]) -> str:
    """Return one pydantic problem as a sentence that says how to mend it."""
    bounds = item.get("ctx", {})
    match item["type"]:
        case "missing" | "none_required":
            return _("Please fill in this field.")
        case "string_too_short":
            return _("Please write at least %(n)s characters.") % {"n": bounds["min_length"]}
        case "string_too_long":
            return _("Please shorten this to at most %(n)s characters.") % {"n": bounds["max_length"]}
        case "greater_than_equal":
            return _("Please enter %(n)s or more.") % {"n": bounds["ge"]}
        case "less_than_equal":
            return _("Please enter %(n)s or less.") % {"n": bounds["le"]}
        case "enum" | "literal_error":
            return _("Please choose one of the values offered.")
    return _("This value cannot be used here. Please check it.")
