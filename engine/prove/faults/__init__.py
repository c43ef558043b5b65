"""What a proof finds amiss: a page of the manual each."""
