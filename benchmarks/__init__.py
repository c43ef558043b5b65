"""What is fast, and how we know: each module here is one measure, run by `python -m benchmarks`."""
