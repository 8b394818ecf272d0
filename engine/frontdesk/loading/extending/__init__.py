"""What a ruleset extends is found, and the ruleset is laid over it. Knows trees and folders, and no topic."""
