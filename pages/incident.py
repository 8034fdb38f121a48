"""Page incident."""

from timeline.ui import controls, layout

data, chosen = controls.chosen_dataset()
layout.header("incident", data, chosen)
layout.stop_if_empty(data, chosen)
