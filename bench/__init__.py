"""`bin/bench`: the pages people wait for, against a bare Flask view of the same rows."""
