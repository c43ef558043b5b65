"""What YAML and files do to a story, as diagnostics: one function makes each."""
