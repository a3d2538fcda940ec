"""Somebody with an account signs in and goes on to the home page."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session, sign_in

frame.title(_("Sign in"))
if session.actor().id is None:
    sign_in.form()
    frame.link("register", _("No account yet? Register here"), icon="person_add")
else:
    frame.empty(_("You are signed in."), "home", _("To the home page"))
