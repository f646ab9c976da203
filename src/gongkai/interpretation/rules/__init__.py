"""What the law says of interpretation, relay and response, as pure functions and tables."""
