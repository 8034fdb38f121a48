"""Incidents on a time axis, in lanes, with the norms of their day beneath."""

import streamlit as st

from timeline.ui import card, controls, layout, timeline

data, chosen = controls.chosen_dataset()
statuses = timeline.header(data, chosen)
layout.stop_if_empty(data, chosen)

choice = timeline.choice(data, chosen)
above = st.container()
board, case = timeline.chart(data, choice)
with above:  # sent after the chart, which need not wait for them
    timeline.widgets(choice, statuses, board, case)
card.show(case, chosen)
timeline.boxed(data, board, choice)
timeline.matches(data, chosen)
timeline.listing(data, board, choice)
