"""Signing in and out, passwords, second factor, hats."""
