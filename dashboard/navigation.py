"""Every page of the site, in menu order. Adding a page is one file and one line here."""

from pathlib import Path
from typing import NamedTuple

from dashboard.i18n import N_
from dashboard.rules.permissions import Permission as P

FOLDER = Path(__file__).parents[1] / "pages"


class PageEntry(NamedTuple):
    """One page: its file and address, its name and icon, the permission it needs, its group in the menu.

    ``listed`` is false for pages that are reached from another page with an id in the address.
    """

    file: str
    title: str
    icon: str
    needs: P
    group: str = ""
    listed: bool = True


EVERYBODY = N_("For everybody")
MINE = N_("For me")
TABLE = N_("At the table")
OFFICE = N_("Secretariat")
ADMIN = N_("Administration")

PAGES = (
    PageEntry("home", N_("Home"), "home", P.PUBLIC_READ, EVERYBODY),
    PageEntry("claim_list", N_("Claim list"), "list_alt", P.PUBLIC_READ, EVERYBODY),
    PageEntry("lists", N_("Three lists"), "view_column", P.PUBLIC_READ, EVERYBODY),
    PageEntry("item", N_("Item"), "description", P.PUBLIC_READ, EVERYBODY, listed=False),
    PageEntry("follow", N_("Follow with a code"), "pin", P.PUBLIC_READ, EVERYBODY),
    PageEntry("resources", N_("Resources list"), "inventory_2", P.PUBLIC_READ, EVERYBODY),
    PageEntry("agreements", N_("Co-building agreements"), "contract", P.PUBLIC_READ, EVERYBODY),
    PageEntry("agreement", N_("Agreement"), "contract", P.PUBLIC_READ, EVERYBODY, listed=False),
    PageEntry("projects", N_("Projects"), "construction", P.PUBLIC_READ, EVERYBODY),
    PageEntry("project", N_("Project"), "construction", P.PUBLIC_READ, EVERYBODY, listed=False),
    PageEntry("notices", N_("Public notices"), "campaign", P.PUBLIC_READ, EVERYBODY),
    PageEntry("public_minutes", N_("Minutes for the public"), "newspaper", P.PUBLIC_READ, EVERYBODY),
    PageEntry("figures", N_("Figures"), "query_stats", P.PUBLIC_READ, EVERYBODY),
    PageEntry("consensus", N_("Consensus"), "how_to_vote", P.PUBLIC_READ, EVERYBODY),
    PageEntry("progress", N_("Project progress"), "monitoring", P.PUBLIC_READ, EVERYBODY),
    PageEntry("members", N_("Members and area"), "diversity_3", P.PUBLIC_READ, EVERYBODY),
    PageEntry("open_data", N_("Open data"), "folder_zip", P.PUBLIC_READ, EVERYBODY),
    PageEntry("privacy", N_("Personal information"), "shield_person", P.PUBLIC_READ, EVERYBODY),
    PageEntry("sign_in", N_("Sign in"), "login", P.PUBLIC_READ, MINE, listed=False),
    PageEntry("register", N_("Register"), "person_add", P.ACCOUNT_REGISTER, MINE),
    PageEntry("propose", N_("Submit a proposal"), "edit_square", P.NEED_SUBMIT, MINE),
    PageEntry("my_items", N_("My proposals"), "inbox", P.NEED_SUBMIT, MINE),
    PageEntry("account", N_("My account"), "account_circle", P.OWN_ACCOUNT, MINE),
    PageEntry("claims", N_("Claim an item"), "handshake", P.CLAIM_MAKE, MINE),
    PageEntry("topics", N_("Topics"), "lightbulb", P.TOPIC_PROPOSE, TABLE),
    PageEntry("meetings", N_("Meetings"), "event", P.MEETING_READ, TABLE),
    PageEntry("meeting", N_("Meeting"), "event_note", P.MEETING_READ, TABLE, listed=False),
    PageEntry("papers", N_("Papers of a meeting"), "print", P.MEETING_READ, TABLE, listed=False),
    PageEntry("room", N_("Meeting room"), "groups", P.MEETING_READ, TABLE),
    PageEntry("record", N_("Record of the meeting"), "contract_edit", P.MEETING_READ, TABLE, listed=False),
    PageEntry("minutes", N_("Minutes"), "article", P.MINUTES_READ, TABLE),
    PageEntry("decisions", N_("Decisions"), "task", P.MINUTES_READ, TABLE),
    PageEntry("legal", N_("Legal opinions"), "gavel", P.LEGAL_OPINE, TABLE),
    PageEntry("counter", N_("Counter and telephone"), "support_agent", P.NEED_SCREEN, OFFICE),
    PageEntry("screening", N_("Item desk"), "fact_check", P.NEED_SCREEN, OFFICE),
    PageEntry("rounds", N_("Claim rounds"), "event_repeat", P.NEED_SCREEN, OFFICE),
    PageEntry("claims_office", N_("Claims to confirm"), "task_alt", P.CLAIM_CONFIRM, OFFICE),
    PageEntry("roster", N_("Roster and seats"), "badge", P.ROSTER_KEEP, OFFICE),
    PageEntry("exchange", N_("Import and export"), "swap_vert", P.IMPORT_UNDO, OFFICE),
    PageEntry("decision_rules", N_("Decision rules"), "balance", P.HOUSE_RULES, OFFICE),
    PageEntry("house_rules", N_("House rules"), "gavel", P.HOUSE_RULES, OFFICE),
    PageEntry("templates", N_("Document templates"), "draft", P.TEMPLATE_KEEP, OFFICE),
    PageEntry("archive", N_("Archive of a year"), "archive", P.ARCHIVE_KEEP, OFFICE),
    PageEntry("accounts", N_("Accounts"), "manage_accounts", P.ACCOUNT_ADMINISTER, ADMIN),
    PageEntry("audit", N_("Audit trail"), "history", P.AUDIT_READ, ADMIN),
)
