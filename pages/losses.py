"""Page losses."""

from timeline.ui import controls, layout

data, chosen = controls.chosen_dataset()
layout.header("losses", data, chosen)
layout.stop_if_empty(data, chosen)
