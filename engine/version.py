"""The version of the engine, by itself so that asking for it loads nothing."""

VERSION = "0.1.0"
