"""Rounding as people do it by hand."""

from decimal import ROUND_HALF_UP, Decimal


def proper_round(val, digits=0):
    """Half goes away from zero, whether what comes before it is odd or even."""
    return float(Decimal(str(val)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
