"""What yearly series say and do not say, and what single cases cost according to whom."""

import streamlit as st

from timeline.ui import controls, layout, losses, series

data, chosen = controls.chosen_dataset()
layout.header("Losses", data, chosen, losses.finding(data))

st.header("Yearly series", anchor=False)
st.caption("A yearly series is the total of one body; the filter in the sidebar does not change it.")
known = series.known(data)
series.show(data, known, series.choose(data, known))
series.check(data, known)

layout.stop_if_empty(data, chosen)
losses.incidents(data, chosen)
losses.beside_answers(data)
