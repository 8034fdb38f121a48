"""Start of the app: pages, look, shared filter. Run with `streamlit run app.py`."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from timeline.ui import controls, faults, log, memory, navigation, turns

LOOK = Path(__file__).parent / "src" / "timeline" / "ui"

with turns.turn():
    log.start()
    memory.start()
    if "looks" not in st.session_state:  # said once: the browser keeps it
        # no SVG, which would be drawn at every change of the address, that is of a filter
        icon = f"data:image/png;base64,{b64encode((LOOK / 'icon.png').read_bytes()).decode()}"
        st.set_page_config(page_title="Cyber incidents, attribution and norms", page_icon=icon, layout="wide")
    st.html(LOOK / "style.css")

    home = st.Page(navigation.file("overview"), title=navigation.HOME.name, icon=navigation.HOME.icon, default=True)
    others = [
        st.Page(navigation.file(name), title=place.name, icon=place.icon, url_path=name)
        for name, place in navigation.PLACES.items()
    ]
    page = st.navigation([home, *others], position="top")
    with faults.told(), controls.around(page):
        page.run()
    st.session_state["looks"] = True
    memory.rest()
