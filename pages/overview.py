"""What this is, how much it holds, where to begin."""

import streamlit as st

from timeline.measures import overview
from timeline.ui import controls, layout

data, chosen = controls.chosen_dataset()
layout.header(
    "Cyber incidents, attribution and norms",
    data,
    chosen,
    "What happened when, who blamed whom and how surely, what it cost, and which norms were invoked in answer, "
    "with a source for every fact.",
)

with st.container(horizontal=True):
    for words, count in overview.sizes(data).items():
        st.metric(words.capitalize(), f"{count:,}", width=150)

st.markdown(
    "An attribution here is a **claim**: someone says, on a date, that someone did it, with the confidence they stated. "
    "Denials and rival claims stand beside it. Nobody's claim is promoted to truth."
)
st.markdown(
    "Where their attribution stands: " + ", ".join(f"{words.lower()} **{n}**" for words, n in overview.by_status(data)) + "."
)
layout.opening_cases(data, chosen)
layout.reading_guide()
