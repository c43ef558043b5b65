"""What YAML and files do to a story: one module for each mistake, its docstring the manual page."""
