"""Benchmarks: each compares two things in one run and prints ratios. Not part of the tests."""
