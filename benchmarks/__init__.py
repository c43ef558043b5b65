"""What is fast, and how we know: each module here is one table of measures, run by `python -m benchmarks`."""
