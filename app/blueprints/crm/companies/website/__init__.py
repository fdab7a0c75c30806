"""What a company's own website says about it."""
