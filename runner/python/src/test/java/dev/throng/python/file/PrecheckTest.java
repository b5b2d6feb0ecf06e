package dev.throng.python.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot run is said with its line, before Python is started. */
class PrecheckTest {
    @Test
    void namesEveryLineOfAnOldFileThatIsToChange() {
        List<Mistake> mistakes = of("""
                from locust import HttpLocust, TaskSet, task

                class Tasks(TaskSet):
                    @task
                    def index(self):
                        self.client.get("/")

                class Visitor(HttpLocust):
                    task_set = Tasks
                    min_wait = 1000
                    max_wait = 2000
                """);

        assertThat(mistakes).extracting(Mistake::line).containsExactly(8, 9, 10);
        assertThat(mistakes)
                .extracting(Mistake::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("write HttpUser"),
                        second -> assertThat(second).contains("write tasks = [TheTaskSet]"),
                        third -> assertThat(third).contains("wait_time = between("));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                        ssl_context_factory = mine              | self.client.cert
                    self.client.get("/", proxies={"http": "x"}) | proxies are not supported
                    self.client.proxies = MINE                  | proxies are not supported
                    environment.runner.start(10, 1)             | LoadTestShape
                    @environment.web_ui.app.route("/mine")      | web UI
                    stats.log_error("GET", "/", "no")           | events.request
                    events.request_success += heard             | events.request
                    """)
    void saysWhatToDoInstead(String line, String advice) {
        List<Mistake> mistakes = of("from locust import events\n\n" + line + "\n");

        assertThat(mistakes)
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.line()).isEqualTo(3));
        assertThat(mistakes.getFirst().message()).contains(advice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # self.client.proxies = 1
                    self.client.get("/", cert="me.pem", proxies=None)
                    self.client.get("/certificates")
                    min_wait = 1000
                    self.runner.quit()
                    """)
    void saysNothingOfWhatRuns(String line) {
        assertThat(of("from locust import HttpUser\n\n" + line + "\n")).isEmpty();
    }

    @Test
    void looksAtNoTextAndAtNothingThatOnlyPythonItselfRuns() {
        List<Mistake> mistakes = of("""
                \"""
                Was class Visitor(HttpLocust) once.

                    environment.runner.start(1, 1)
                \"""
                from locust import HttpUser

                QUERY = '''
                class Visitor(HttpLocust):
                '''

                if __name__ == "__main__":
                    env.runner.start(1, spawn_rate=1)

                    env.runner.start(2, spawn_rate=1)
                environment.runner.start(3, 1)
                """);

        assertThat(mistakes).extracting(Mistake::line).containsExactly(16);
    }

    private static List<Mistake> of(String source) {
        return Precheck.of(new Bundle(Map.of("locustfile.py", source), List.of()));
    }
}
