"""Forms a proof's report is written in: a plug each."""
