"""The rules for personal information, as read by everybody."""

from dashboard.i18n import gettext as _


def privacy(months: int) -> list[tuple[str, str]]:
    """Return heading and text of each part of the rules, in the language spoken now.

    Args:
        months: after how many months a contact is removed, by the house rule in force.
    """
    return [
        (
            _("Who is responsible"),
            _("The secretariat of the Riverside Joint Party Committee, Pinglianglu Sub-district, Yangpu, Shanghai."),
        ),
        (
            _("What is kept of residents"),
            _(
                "A user name, the name you want to be shown, and a password that nobody can read. A telephone number "
                "or another way to reach you only if you write it into its field: the secretariat alone sees it."
            ),
        ),
        (
            _("What everybody can read"),
            _(
                "The matter, the place down to the building, and what becomes of it. Never who proposed it, never a "
                "name, a telephone number or a flat number: texts that hold one are refused before they are sent."
            ),
        ),
        (
            _("Votes"),
            _(
                "Members vote on behalf of their organisations. Until a vote closes no page shows anybody how anybody "
                "voted, administrators included. Afterwards those at the table see who voted how in a recorded "
                "ballot; everybody else sees numbers only. Secret ballots are kept sealed and apart from who took "
                "part; what that does not protect against is said before such a vote."
            ),
        ),
        (
            _("Objections to public notices"),
            _(
                "The objection and your account are kept together so that it can be answered. The secretariat and you "
                "read the text; everybody reads what it is about and the reply. Nobody is shown who objected."
            ),
        ),
        (
            _("Proposals made at the counter or by telephone"),
            _(
                "Nothing is kept of who made them, unless a way to reply is given. The code on the slip is stored only "
                "in a form from which it cannot be read; with number and code anybody can follow that one item."
            ),
        ),
        (
            _("Appraisals of finished works"),
            _(
                "So that nobody appraises twice, your account is kept with your answer until the item is archived, and "
                "erased then. No page shows it to anybody; only totals are shown, and small ones are left out."
            ),
        ),
        (
            _("What it is used for, and how long"),
            _(
                "To deal with proposals and to reply; nothing else. No profile of any person is made. Ways to reach "
                "you are removed %(months)s months after the matter ends."
            )
            % {"months": months},
        ),
        (
            _("Your rights"),
            _(
                "Taking part is voluntary. You may see and export what is kept of you, correct it, and close your "
                "account in one step under “My account”. Ask the secretariat for anything else; it answers within 15 "
                "working days."
            ),
        ),
        (
            _("Where it is"),
            _(
                "On the office's own machine. Nothing is sent to outside services; no page loads anything from "
                "elsewhere."
            ),
        ),
    ]
