"""The floor: one slider, one text, one Plotly chart with so many marks, nothing else."""

import os

import streamlit as st

COUNT = int(os.environ.get("FLOOR_MARKS", "300"))
st.title("Timeline")
first, last = st.slider("Years", 1980, 2026, (1980, 2026), key="years")
st.write(f"{first} to {last}")
places = list(range(COUNT))
marks = {
    "type": "scatter",
    "mode": "markers",
    "x": [first + place % 40 for place in places],
    "y": [place % 15 for place in places],
}
st.plotly_chart({"data": [marks], "layout": {"height": 900}}, key="chart_floor")
