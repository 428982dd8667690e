"""Forms of this room: they read what was typed; the services decide."""
