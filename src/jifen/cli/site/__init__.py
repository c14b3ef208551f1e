"""`jifen site`: set up an installation, serve it, look after it."""
