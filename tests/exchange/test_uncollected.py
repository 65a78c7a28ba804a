"""The look for circles rests while very many objects are made, and goes on afterwards whatever happened."""

from __future__ import annotations

import gc

import pytest

from calfstretch.exchange.uncollected import uncollected


def test_it_rests_inside_and_goes_on_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError), uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
