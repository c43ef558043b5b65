"""What is wrong with the shape of a story, as diagnostics: one function makes each."""
