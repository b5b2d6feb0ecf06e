"""A locustfile, as Locust takes it:  ./throng locust -f k8s/samples/locust/locustfile.py --host http://localhost:8000"""

import random

from locust import HttpUser, between, task


class Visitor(HttpUser):
    wait_time = between(0.2, 0.8)

    def on_start(self):
        login = self.client.post("/api/v1/auth/login", json={"email": "demo@example.com", "password": "demo"})
        self.client.headers["Authorization"] = f"Bearer {login.json()['access_token']}"

    @task(10)
    def browse(self):
        page = random.randint(1, 10)
        with self.client.get(f"/api/v1/items?page={page}", name="/api/v1/items?page=N", catch_response=True) as response:
            if "data" not in response.json():
                response.failure("no data")

    @task(5)
    def look(self):
        self.client.get(f"/api/v1/items/{random.randint(1, 1000)}", name="/api/v1/items/{id}")

    @task
    def create(self):
        self.client.post("/api/v1/items", json={"name": "lamp", "price": 9.5})
