"""A signal ends a command in order, and whatever it cut short goes without a word."""

from __future__ import annotations

import os
import signal
import sys
import warnings

import pytest

from engine.cli.signals import SignalExit, exit_on_signals

pytestmark = pytest.mark.skipif(not hasattr(signal, "sigtimedwait"), reason="this system has other signals")


class HalfMade:
    """Something that complains when it goes, as an event loop does that was never wholly there."""

    def __del__(self) -> None:
        warnings.warn("never awaited", RuntimeWarning, stacklevel=1)
        raise AttributeError("half made")


def terminated() -> None:
    half_made = HalfMade()
    os.kill(os.getpid(), signal.SIGTERM)
    signal.sigtimedwait([], 1)
    del half_made


def test_the_code_is_the_one_a_shell_expects() -> None:
    with pytest.raises(SignalExit) as stop, exit_on_signals():
        terminated()
    assert stop.value.code == 128 + signal.SIGTERM


def test_what_was_cut_short_does_not_complain(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with warnings.catch_warnings(record=True) as warned:
        try:
            with exit_on_signals():
                terminated()
        except SignalExit:
            pass
    assert not complaints
    assert not warned
