"""The floor: an empty page with one button."""

import streamlit as st

st.button("Click", key="click")
