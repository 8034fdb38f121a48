"""Start of the app: pages, look, shared filter. Run with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from timeline.ui import controls

LOOK = Path(__file__).parent / "src" / "timeline" / "ui"

st.set_page_config(page_title="Cyber incidents, attribution and norms", page_icon=LOOK / "icon.svg", layout="wide")
st.html(LOOK / "style.css")

page = st.navigation(
    [
        st.Page("pages/overview.py", title="Overview", icon=":material/home:", default=True),
        st.Page("pages/timeline.py", title="Timeline", icon=":material/timeline:", url_path="timeline"),
        st.Page("pages/incident.py", title="Case file", icon=":material/folder_open:", url_path="incident"),
        st.Page("pages/attribution.py", title="Attribution", icon=":material/record_voice_over:", url_path="attribution"),
        st.Page("pages/losses.py", title="Losses", icon=":material/payments:", url_path="losses"),
        st.Page("pages/norms.py", title="Norms", icon=":material/balance:", url_path="norms"),
        st.Page("pages/trackers.py", title="Trackers", icon=":material/join_inner:", url_path="trackers"),
        st.Page("pages/data.py", title="Data", icon=":material/table_view:", url_path="data"),
    ],
    position="top",
)
controls.draw(page)
page.run()
