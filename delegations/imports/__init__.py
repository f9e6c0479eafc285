"""Reading memberships and delegations from CSV files, and finding the parties and people that rows name."""
