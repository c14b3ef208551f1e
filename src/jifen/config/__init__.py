"""Settings, root addresses, the server's entry. Imported by nobody, and holds no logic."""
