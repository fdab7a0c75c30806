"""The rows that say how a company passed the stages of the pipeline."""
