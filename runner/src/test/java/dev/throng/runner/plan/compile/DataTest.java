package dev.throng.runner.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.throng.api.Problem;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.step.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which steps draw which rows, and what is wrong with them. */
class DataTest {
    @TempDir
    Path folder;

    private Compiled compiled(String data, String user) throws Exception {
        return compiled(data, user, PlanOptions.DEFAULTS);
    }

    private Compiled compiled(String data, String user, PlanOptions options) throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,mail\n1,x\n");
        String file = """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: t}
                spec:
                  target: http://localhost
                  users: 1
                  scenario:
                    data: [%s]
                    users: [%s]
                """.formatted(data, user);
        Reading reading = LoadTestReader.read("in.yaml", file.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return PlanCompiler.compile(
                "t", ((Reading.Accepted) reading).loadTests().getFirst().spec(), options.withDataBeside(folder));
    }

    private UserClass user(String data, String user) throws Exception {
        return ((Compiled.Accepted) compiled(data, user)).plan().users().getFirst();
    }

    private List<String> problems(String data, String user) throws Exception {
        return problems(compiled(data, user));
    }

    private static List<String> problems(Compiled compiled) {
        return ((Compiled.Refused) compiled)
                .problems().stream().map(Problem::message).toList();
    }

    @Test
    void onlyTasksThatUseARowDrawOne() throws Exception {
        UserClass user = user(
                "{name: a, file: a.csv}",
                "{name: U, tasks: [{get: \"/${a.id}\"}, {get: /a}, {post: /, json: {m: \"${a.mail}\"}}]}");

        assertThat(user.tasks().get(0).steps()).first().isEqualTo(new Step.Draw(0, 0));
        assertThat(user.tasks().get(1).steps()).hasSize(1).noneMatch(Step.Draw.class::isInstance);
        assertThat(user.tasks().get(2).steps()).first().isInstanceOf(Step.Draw.class);
        assertThat(user.onStart()).isEmpty();
    }

    @Test
    void rowsOfAUrlAreFetchedOnlyForARun() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            boolean known = "token=s3cret".equals(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(known ? 200 : 404, 0);
            exchange.getResponseBody().write("id,mail\n1,x\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            String data = "{name: a, url: 'http://" + host + "/rows.csv?token=${env.TOKEN}'}";
            String user = "{name: U, tasks: [{get: '/${a.mial}'}]}";
            PlanOptions checked = PlanOptions.DEFAULTS.withEnvironment(name -> "");
            PlanOptions run = PlanOptions.DEFAULTS.withFetching();

            assertThat(compiled(data, user, checked)).isInstanceOf(Compiled.Accepted.class);
            assertThat(compiled(data, user, run)).isInstanceOf(Compiled.Refused.class);
            assertThat(asked).hasValue(0);
            assertThat(problems(compiled(data, user, run.withEnvironment(name -> "s3cret"))))
                    .singleElement()
                    .asString()
                    .contains("no column mial", "mail", "there are id, mail");
            assertThat(problems(compiled(data, user, run.withEnvironment(name -> "wr0ng"))))
                    .singleElement()
                    .asString()
                    .startsWith("can't be fetched: " + host + " answered 404")
                    .doesNotContain("wr0ng");
            assertThat(asked).hasValue(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aUserThatKeepsItsRowDrawsItFirst() throws Exception {
        UserClass user = user(
                "{name: a, file: a.csv, per: user}", "{name: U, onStart: [{get: /in}], tasks: [{get: \"/${a.id}\"}]}");

        assertThat(user.onStart()).hasSize(2).first().isInstanceOf(Step.Draw.class);
        assertThat(user.tasks().getFirst().steps()).hasSize(1);
    }

    @Test
    void aColumnThatThereIsNotIsNamedBeforeTheRun() throws Exception {
        assertThat(problems("{name: a, file: a.csv}", "{name: U, tasks: [{get: \"/${a.mial}\"}]}"))
                .singleElement()
                .asString()
                .contains("no column mial", "mail", "there are id, mail");
    }

    @Test
    void aRowIsNotThereBeforeItIsDrawn() throws Exception {
        assertThat(problems("{name: a, file: a.csv}", "{name: U, onStart: [{get: \"/${a.id}\"}], tasks: [{get: /}]}"))
                .singleElement()
                .asString()
                .contains("per: user");
        assertThat(problems(
                        "{name: a, file: a.csv, per: user}",
                        "{name: U, variables: {v: \"${a.id}\"}, tasks: [{get: /}]}"))
                .anyMatch(problem -> problem.contains("no row yet"));
    }
}
