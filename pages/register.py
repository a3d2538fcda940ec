"""A resident opens an account, in order to submit and follow proposals."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame
from dashboard.ui.accounts import registering

frame.title(
    _("Register"),
    _("With an account you can submit proposals and follow what becomes of them. Three fields, no telephone number."),
)
registering.form()
frame.link("sign_in", _("I have an account already"), icon="login")
