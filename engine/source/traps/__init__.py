"""Places where YAML reads something else than the author wrote, found line by line before YAML reads them."""
