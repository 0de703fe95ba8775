"""What leaves the bureau: three editions, withheld before anything is written."""
