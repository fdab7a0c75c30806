"""Who watches a company, and what they are told of it."""
