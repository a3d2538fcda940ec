"""Serve the floor page the way the product is served: ``python -m benchmarks.floor_server PORT``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.chdir(ROOT)  # the same .streamlit/config.toml

import streamlit as st  # noqa: E402
import uvicorn  # noqa: E402

app = st.App(Path(__file__).with_name("floor_page.py"))

if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="on",
        access_log=False,
        log_level="warning",
    )
