"""The only place where rooms meet: one function a job, for the command line and for notebooks."""
