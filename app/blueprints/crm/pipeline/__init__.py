"""The sales pipeline: how companies move from a first talk to a client."""
