"""Locust's command line is ``throng locust``."""

version = "2.46.3"


def main():
    raise SystemExit("Locust's command line is: throng locust")
