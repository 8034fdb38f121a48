"""The rows themselves, to read and to take away."""

from timeline.ui import controls, layout, tables

data, chosen = controls.chosen_dataset()
layout.header("Data", data, chosen, "What is on screen is what is taken: same rows, same order, same filter.")
tables.show(data, tables.pick())
tables.whole(data, chosen)
tables.changes(data)
tables.explain(data)
