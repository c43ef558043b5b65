"""Ways to print diagnostics: each module here is one format, with `render(diagnostics, lines) -> str`."""
