"""What this is, how much it holds, where to begin."""

from timeline.ui import controls, layout, overview

data, chosen = controls.chosen_dataset()
layout.header(
    "Cyber incidents, attribution and norms",
    data,
    chosen,
    "What happened when, who blamed whom and how surely, what it cost, and which norms were invoked in answer, "
    "with a source for every fact.",
)
overview.sizes(data)
overview.opening_cases(data, chosen)
overview.guide()
