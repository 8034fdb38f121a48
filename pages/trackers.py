"""Other collections beside ours: bring them in, see where they differ."""

from timeline.ui import controls, layout, matches, trackers

data, chosen = controls.chosen_dataset()
layout.header("Trackers", data, chosen, "Other collections beside this one, and where they differ on the same event.")
trackers.bring_in()
matches.show(data, chosen)
