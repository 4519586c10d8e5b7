"""What is said to have happened: events, figures, places, times, entities, labels."""
