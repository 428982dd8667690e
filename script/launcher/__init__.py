"""What script/serve, script/test and manage.py share. Standard library only: it runs before anything is installed."""
