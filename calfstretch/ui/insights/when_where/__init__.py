"""When and where: a dial, weekdays, legs and the place in a run."""
