"""A person sees what is kept about them, changes the password, ends sessions, or leaves."""

from dashboard.i18n import gettext as _
from dashboard.services import accounts
from dashboard.ui import frame, session
from dashboard.ui.accounts import mine

ctx = session.context()
frame.title(_("My account"))
me = accounts.own_account(ctx)
mine.about(me)
mine.password(me)
mine.sessions(accounts.own_sessions(ctx, session.token()))
mine.closing()
