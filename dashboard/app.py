"""The script that runs for each visitor: language, who is here, which pages, then the page asked for."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:  # `streamlit run` puts only this folder on the path
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

from dashboard.ui import feedback, frame, session, shell, sign_in  # noqa: E402

visitor = session.actor()
shell.prefer(visitor)
frame.page_setup()
page = st.navigation(shell.menu(visitor), position="sidebar", expanded=True)
with st.sidebar:
    shell.who_is_here(visitor)
    frame.switches()
sign_in.cookie_jobs(visitor)  # before the page: one that calls st.stop() ends this script
frame.banner()
shell.own_password(visitor)
feedback.show()
page.run()
shell.footer()
