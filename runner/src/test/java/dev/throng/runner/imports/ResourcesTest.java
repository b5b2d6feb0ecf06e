package dev.throng.runner.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.imports.k6.ScriptReader;
import dev.throng.runner.imports.manifest.LocustTestReader;
import dev.throng.runner.imports.manifest.Manifests;
import dev.throng.runner.imports.manifest.TestRunReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources of other operators become LoadTests, with the scripts in the ConfigMaps beside them. */
class ResourcesTest {
    static final String TEST_RUN = """
            apiVersion: k6.io/v1alpha1
            kind: TestRun
            metadata: {name: shop}
            spec:
              parallelism: 4
              arguments: --tag run=1 -e REGION=eu
              script: {configMap: {name: scripts, file: test.js}}
              runner: {env: [{name: BASE_URL, value: "https://shop.example"}], resources: {}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: scripts}
            data:
              test.js: |
                import http from 'k6/http';
                import { check, group, sleep } from 'k6';
                import { randomIntBetween } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js';
                const base = __ENV.BASE_URL || 'http://localhost';
                const params = { headers: { 'Content-Type': 'application/json', 'X-Region': __ENV.REGION }, tags: { name: 'login' } };
                export const options = {
                  scenarios: {
                    browse: { executor: 'ramping-vus', stages: [{ duration: '1m', target: 20 }, { duration: '2m', target: 0 }] },
                    buy: { executor: 'constant-arrival-rate', exec: 'buy', rate: 30, timeUnit: '1m', duration: '3m', maxVUs: 50, startTime: '30s' },
                    once: { executor: 'per-vu-iterations', vus: 2, iterations: 3 },
                  },
                  thresholds: {
                    http_req_duration: ['p(95)<500', { threshold: 'avg < 200', abortOnFail: true }],
                    'http_req_duration{scenario:buy}': ['p(99)<1500'],
                    http_req_failed: ['rate<0.01'],
                    checks: ['rate>0.95'],
                    my_trend: ['p(90)<1'],
                  },
                };
                export function setup() {
                  const res = http.post(`${base}/login`, JSON.stringify({ user: 'me', n: 1 }), params);
                  return { token: res.json('auth.token') };
                }
                function pages(count) {
                  for (let i = 1; i <= count; i++) {
                    http.get(`${base}/items?page=${i}`);
                  }
                }
                export default function (data) {
                  group('visit', () => {
                    const res = http.get(`${base}/items/${randomIntBetween(1, 10)}`, { headers: { Authorization: `Bearer ${data.token}` } });
                    check(res, {
                      'is fine': (r) => r.status === 200,
                      'has a title': (r) => r.body.includes('title') && r.timings.duration < 300,
                      'is odd': (r) => r.json().ids.every((id) => id % 2),
                    });
                    if (res.status !== 200) {
                      http.get(base + '/sorry');
                    }
                  });
                  pages(3);
                  sleep(Math.random() * 2 + 1);
                }
                export function buy() {
                  http.batch([['GET', `${base}/a`], { method: 'POST', url: `${base}/b`, body: { x: '1' } }]);
                  const id = crypto.subtle.digest();
                  http.del(`https://other.example/${id}`);
                  throw new Error('x');
                }
            """;
    static final String LOCUST_TEST = """
            apiVersion: locust.io/v1
            kind: LocustTest
            metadata: {name: shop}
            spec:
              image: locustio/locust
              masterCommandSeed: --locustfile /lotest/src/shop.py --host https://shop.example --users 100 --spawn-rate 3.5 --run-time 3m --weird
              workerCommandSeed: --locustfile /lotest/src/shop.py
              workerReplicas: 3
              configMap: files
              affinity: {}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: files}
            data:
              shop.py: |
                from locust import HttpUser, task
                from helper import path
                class Shopper(HttpUser):
                    @task
                    def front(self):
                        self.client.get(path)
              helper.py: path = "/"
            """;

    private static SpecDraft testRun(String... files) throws ImportException {
        return TestRunReader.read(manifests(files), "http://localhost");
    }

    private static Manifests manifests(String... files) throws ImportException {
        Manifests manifests = new Manifests();
        for (int i = 0; i < files.length; i++) {
            manifests.add("file" + i + ".yaml", files[i]);
        }
        return manifests;
    }

    private static LoadTestSpec script(String body) throws ImportException {
        return ImportTest.valid(draft("export default function () {\n" + body + "\n}"));
    }

    private static SpecDraft draft(String script) throws ImportException {
        String imports = "import http from 'k6/http'; import { check, sleep, group } from 'k6';\n";
        return ScriptReader.read(imports + script, Map.of(), Map.of(), Map.of(), "http://h");
    }

    private static List<StepSpec> steps(LoadTestSpec spec) {
        return spec.scenario().users().getFirst().tasks().getFirst().steps();
    }

    /** Each twice as long as the next, and the last is itself. */
    @Test
    @Timeout(20)
    void constantsThatNameThemselvesAgainAndAgainHaveAnEnd() throws Exception {
        StringBuilder script = new StringBuilder("const v30 = v30 + v30;\n");
        for (int i = 29; i >= 0; i--) {
            script.append("const v%d = v%d + v%d + v%d;\n".formatted(i, i + 1, i + 1, i + 1));
        }
        LoadTestSpec spec = script(script + "http.post('http://h/a', v0 + 'x', {headers: {'X-A': `${v0}`}});");

        assertThat(steps(spec).getFirst().request().post()).isEqualTo("/a");
    }

    @Test
    void aListInAFormIsSentAsSeveralFields() throws Exception {
        LoadTestSpec spec = script("http.post('http://h/cart', { size: 'L', color: ['red', `${__VU}`], none: [] });");

        assertThat(String.valueOf(steps(spec).getFirst().request().form())).contains("size=\"L\", color=[\"red\",");
    }

    @Test
    void aTestRunIsCarriedOverWithItsScript() throws Exception {
        SpecDraft draft = testRun(TEST_RUN);
        LoadTestSpec spec = ImportTest.valid(draft);

        assertThat(spec.target()).isEqualTo("https://shop.example");
        assertThat(spec.workers()).isEqualTo(4);
        assertThat(spec.loads()).extracting("name").containsExactly("browse", "buy", "once");
        assertThat(spec.loads().get(1).rate()).isEqualTo("0.5/s");
        assertThat(spec.loads().get(1).startAfter()).isEqualTo("30s");
        assertThat(spec.thresholds())
                .extracting(threshold -> threshold.expect() + " " + threshold.load() + " " + threshold.metric())
                .containsExactly(
                        "p95 < 500ms null null",
                        "mean < 200ms null null",
                        "p99 < 1500ms buy null",
                        "failureRate < 1% null null",
                        "rate > 95% null is fine",
                        "rate > 95% null has a title");
        assertThat(spec.scenario().setup().getFirst().request().json().toString())
                .isEqualTo("{\"user\":\"me\",\"n\":1}");
        assertThat(spec.scenario().setup().getFirst().request().headers())
                .containsOnly(Map.entry("X-Region", TextNode.valueOf("${env(\"REGION\", \"eu\")}")));
        assertThat(spec.scenario()
                        .setup()
                        .getFirst()
                        .request()
                        .capture()
                        .get("token")
                        .json())
                .isEqualTo("$.auth.token");
        StepSpec visit = steps(spec).getFirst();
        assertThat(visit.group()).isEqualTo("visit");
        List<StepSpec> visited = spec.scenario().flows().stream()
                .filter(flow -> String.valueOf(flow.name()).equals(visit.flow()))
                .findFirst()
                .orElseThrow()
                .steps();
        assertThat(visited.get(0).request().get()).isEqualTo("/items/${random.int(1, 10)}");
        assertThat(visited.get(0).request().headers())
                .containsEntry("Authorization", TextNode.valueOf("Bearer ${token}"));
        assertThat(visited.get(0).request().expect().soft()).containsExactly("is fine", "has a title");
        assertThat(visited.get(1).request().when()).isEqualTo("${status != 200}");
        assertThat(steps(spec)).extracting(StepSpec::repeat).contains(3);
        assertThat(steps(spec).get(3).pauseBy().between()).containsExactly("1s", "3s");
        assertThat(draft.notes())
                .anyMatch(note -> note.contains("\"is odd\" is not carried over"))
                .anyMatch(note -> note.contains("my_trend"))
                .anyMatch(note -> note.contains("a batch is sent one after the other"))
                .anyMatch(note -> note.startsWith("line 48: throw"))
                .anyMatch(note -> note.contains("spec.runner.resources"));
    }

    @Test
    void aTestRunWithoutItsScriptSaysWhereThatIs() {
        String alone = TEST_RUN.substring(0, TEST_RUN.indexOf("---"));
        assertThatThrownBy(() -> testRun(alone)).hasMessageContaining("its script is test.js of the ConfigMap scripts");
        assertThatThrownBy(() -> testRun("a: b")).hasMessageContaining("no TestRun");
        assertThatThrownBy(() -> testRun("a: ["))
                .isInstanceOfSatisfying(
                        ImportException.class,
                        wrong -> assertThat(wrong.place()).startsWith(":"));
        assertThatThrownBy(() -> testRun(TEST_RUN.replace("user: 'me'", "user: 'me")))
                .hasMessageContaining("test.js:")
                .hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vus: 10, duration: '30s'|10 users, 30s",
                "vus: 5, iterations: 50|5 users, null, 50 iterations",
                "iterations: 3|1 users, null, 3 iterations",
                "duration: '1m30s'|1 users, 90s",
                "stages: [{ duration: '10s', target: 5 }]|stages",
                "scenarios: { a: { executor: 'shared-iterations', vus: 2, iterations: 9, maxDuration: '1m' } }|2 users, 60s, 9 iterations",
                "scenarios: { a: { executor: 'constant-vus', vus: 3, duration: '1m' } }|3 users, 60s"
            })
    void optionsAreALoad(String options, String load) throws Exception {
        LoadTestSpec spec = ImportTest.valid(
                draft("export const options = { " + options + " };\nexport default () => { http.get('http://h/'); }"));
        assertThat(
                        spec.stages() != null
                                ? "stages"
                                : spec.users() + " users, " + spec.runTime()
                                        + (spec.iterations() == null ? "" : ", " + spec.iterations() + " iterations"))
                .isEqualTo(load);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "const id = Math.floor(Math.random() * 10); http.get(`http://h/${id}/${id}`)|/${id}/${id}",
                "http.get('http://h/' + encodeURIComponent('a b'))|/${urlEncode(\"a b\")}",
                "http.get(`http://h/${__VU}-${__ITER}`)|/${user.number + 1}-${iteration - 1}",
                "const list = ['a', 'b']; http.get(`http://h/${list[Math.floor(Math.random() * list.length)]}`)|/${random.pick(\"a\", \"b\")}",
                "http.get(`http://h/${open('x')}`)|/${value3}",
                "http.get(http.url`http://h/${__VU}`)|/${user.number + 1}",
                "function f(x) { return `http://h/${x}`; } http.get(f('y'))|/y",
                "['p', 'q'].forEach((one) => { http.get(`http://h/${one}`); })|/p"
            })
    void valuesAreExpressions(String code, String path) throws Exception {
        assertThat(steps(script(code)).stream()
                        .map(step -> step.request().get())
                        .filter(get -> get != null))
                .first()
                .isEqualTo(path);
    }

    @Test
    void scriptsThatNeverEndAreEnded() throws Exception {
        assertThat(draft("""
                const a = b; const b = a; const c = c + 1; const o = { x: o };
                function f() { f(); http.get(`http://h/${a}${c}${o.x.y}`); }
                export default function () { f(); }
                """).spec().path("scenario").path("users")).hasSize(1);
        assertThatThrownBy(() -> draft("export default " + "(".repeat(100_000)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void aLocustTestRunsItsLocustfile() throws Exception {
        SpecDraft draft = LocustTestReader.read(manifests(LOCUST_TEST), "http://localhost");
        String text = LoadTestText.of("shop", "test", draft);

        assertThat(draft.spec().path("target").asText()).isEqualTo("https://shop.example");
        assertThat(draft.spec().path("users").asInt()).isEqualTo(100);
        assertThat(draft.spec().path("spawnRate").asDouble()).isEqualTo(3.5);
        assertThat(draft.spec().path("runTime").asText()).isEqualTo("3m");
        assertThat(draft.spec().path("workers").asInt()).isEqualTo(3);
        assertThat(draft.spec().path("scenario").path("python").path("files").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("locustfile.py", "helper.py");
        assertThat(draft.notes())
                .containsExactly(
                        "the option --weird of Locust is not carried over",
                        "spec.affinity is not carried over: see pods");
        assertThat(text).contains("self.client.get(path)");
    }

    @Test
    void aLocustTestWithoutItsFilesNamesTheirConfigMap() throws Exception {
        SpecDraft draft = LocustTestReader.read(manifests("""
                apiVersion: locust.io/v2
                kind: LocustTest
                spec:
                  master: {command: "-f /lotest/src/a.py", autostart: true}
                  worker: {command: "-f /lotest/src/a.py", replicas: 2}
                  testFiles: {configMapRef: mine}
                  env: {variables: [{name: TARGET, value: x}]}
                """), "http://localhost");
        assertThat(draft.spec()
                        .path("scenario")
                        .path("python")
                        .path("configMap")
                        .asText())
                .isEqualTo("mine");
        assertThat(draft.spec().path("pods").path("env").get(0).path("name").asText())
                .isEqualTo("TARGET");
        assertThat(draft.notes())
                .anyMatch(note -> note.contains("no host"))
                .anyMatch(note -> note.contains("no run time"));
    }

    @Test
    void resourcesAreKnownByTheirBeginning() {
        assertThat(Kind.of(TEST_RUN)).contains(Kind.K6_TESTRUN);
        assertThat(Kind.of(LOCUST_TEST)).contains(Kind.LOCUSTTEST);
        assertThat(Kind.of("import http from 'k6/http';\n")).contains(Kind.K6_TESTRUN);
        assertThat(Kind.named("k6-testrun")).contains(Kind.K6_TESTRUN);
    }
}
