"""Forms in which a report is written: one plug each."""
