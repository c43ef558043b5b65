"""The suite on every Python here, with the oldest and the newest libraries, and without libyaml: one table."""
