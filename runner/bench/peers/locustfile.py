"""One GET as fast as it goes, in Locust's own terms; driven by engine.py."""
from locust import FastHttpUser, constant, task


class Peer(FastHttpUser):
    wait_time = constant(0)

    @task
    def item(self):
        self.client.get("/json")
