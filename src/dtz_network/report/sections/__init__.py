"""Answers in words: a module a question; each number is a fact, each answer says on what it rests."""
