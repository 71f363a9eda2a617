"""What reaches the dreamer without being asked, and what makes passes come by themselves."""
