"""One script per screen; run by Streamlit's navigation, imported by nothing."""
