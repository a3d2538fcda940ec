"""Everybody sees where things stand; a person who is signed in sees what waits for them first."""

from dashboard.services import overview
from dashboard.ui import home, session

ctx = session.context()
home.greeting(ctx.actor)
home.to_do(overview.waiting(ctx), ctx.actor)
home.figures(overview.figures(ctx))
home.newest(overview.newest(ctx))
