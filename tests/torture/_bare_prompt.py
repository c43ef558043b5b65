"""The control for signals: one prompt of prompt_toolkit and nothing around it."""

from __future__ import annotations

from prompt_toolkit import prompt

if __name__ == "__main__":
    prompt("say> ")
