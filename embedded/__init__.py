"""PostgreSQL and Valkey for development and tests, with all state under var/ of this checkout."""
