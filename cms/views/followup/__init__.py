"""What becomes of directives: study, plans, tasks, reports, reviews, boards."""
