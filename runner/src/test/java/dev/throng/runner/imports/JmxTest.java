package dev.throng.runner.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.client.ConnectionsPer;
import dev.throng.api.load.StageSpec;
import dev.throng.api.step.PartSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.imports.jmx.JmxReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test plans of JMeter become LoadTests that say the same, and tell what they do not say. */
class JmxTest {
    private static final Path CASES = Path.of("src/test/resources/dev/throng/runner/imports");
    private static final String GET = sampler("One", "/", "");

    private static String plan(String elements) {
        return """
                <jmeterTestPlan version="1.2"><hashTree><TestPlan testname="T"/><hashTree>
                <ConfigTestElement guiclass="HttpDefaultsGui"><stringProp name="HTTPSampler.domain">h.example</stringProp></ConfigTestElement><hashTree/>
                %s
                </hashTree></hashTree></jmeterTestPlan>""".formatted(elements);
    }

    /** One user, once. */
    private static String group(String elements) {
        return plan("<ThreadGroup testname=\"G\"/><hashTree>" + elements + "</hashTree>");
    }

    private static String sampler(String name, String path, String below) {
        return """
                <HTTPSamplerProxy testname="%s"><stringProp name="HTTPSampler.path">%s</stringProp>\
                <boolProp name="HTTPSampler.follow_redirects">true</boolProp></HTTPSamplerProxy><hashTree>%s</hashTree>""".formatted(name, path, below);
    }

    private static String nested(String kind, String properties, String below) {
        return "<%s testname=\"C\">%s</%s><hashTree>%s</hashTree>".formatted(kind, properties, kind, below);
    }

    private static String property(String name, String value) {
        return "<stringProp name=\"" + name + "\">"
                + value.replace("&", "&amp;").replace("<", "&lt;") + "</stringProp>";
    }

    private static SpecDraft read(String plan) throws ImportException {
        return JmxReader.read(plan, CASES, "http://localhost");
    }

    private static LoadTestSpec valid(String plan) throws ImportException {
        return ImportTest.valid(read(plan));
    }

    private static List<StepSpec> steps(LoadTestSpec spec) {
        return spec.scenario().users().getFirst().tasks().getFirst().steps();
    }

    @Test
    void aWholePlanIsCarriedOver() throws Exception {
        Path plan = CASES.resolve("shop.jmx");
        Path answer = CASES.resolve("shop.yaml");
        String text = LoadTestText.of(
                "shop", "Made of shop.jmx", JmxReader.read(Files.readString(plan), CASES, "http://localhost"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(answer, text);
        }
        assertThat(text).isEqualTo(Files.readString(answer));
    }

    private static StepSpec first(String elements) throws ImportException {
        return steps(valid(group(elements))).getFirst();
    }

    @Test
    void variablesOfVariablesAreThereToo() throws Exception {
        String variables = "<Arguments><collectionProp name=\"Arguments.arguments\"><elementProp>"
                + property("Argument.name", "folder") + property("Argument.value", "test-${__time(hhmmss)}")
                + "</elementProp></collectionProp></Arguments><hashTree/>";
        LoadTestSpec spec = valid(group(variables + sampler("One", "/${folder}", "")));

        assertThat(spec.scenario().users().getFirst().variables()).containsOnlyKeys("function1", "folder");
    }

    @Test
    void groupsOfAnExpressionAreCapturedWhereTheyAreNamed() throws Exception {
        String extractor = "<RegexExtractor>" + property("RegexExtractor.refname", "both")
                + property("RegexExtractor.regex", "a=(.) b=(.)") + property("RegexExtractor.template", "$1$$2$")
                + "</RegexExtractor><hashTree/>";
        LoadTestSpec spec = valid(group(sampler("One", "/", extractor) + sampler("Two", "/${both_g1}/${both_g2}", "")));

        assertThat(steps(spec).get(0).request().capture()).containsOnlyKeys("both_g1", "both_g2");
        assertThat(steps(spec).get(0).request().capture().get("both_g2").regex())
                .isEqualTo("a=(?:.) b=(.)");
        assertThat(steps(spec).get(1).request().get()).isEqualTo("/${both_g1}/${both_g2}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            props.put("token", vars.get("t"));
            ${__setProperty(token,${t},)}
            """)
    void whatOneGroupHandsOnByAPropertyOthersHave(String script) throws Exception {
        String extractor = "<JSONPostProcessor>" + property("JSONPostProcessor.referenceNames", "t")
                + property("JSONPostProcessor.jsonPathExprs", "$.token") + "</JSONPostProcessor><hashTree/>"
                + "<JSR223PostProcessor testname=\"S\">" + property("script", script)
                + "</JSR223PostProcessor><hashTree/>";
        LoadTestSpec spec = valid(plan("<SetupThreadGroup testname=\"S\"/><hashTree>"
                + sampler("Log in", "/login", extractor) + "</hashTree><ThreadGroup testname=\"G\"/><hashTree>"
                + sampler("One", "/${__P(token)}", "") + "</hashTree>"));

        assertThat(spec.scenario().setup().getFirst().request().capture()).containsKey("t");
        assertThat(steps(spec).getFirst().request().get()).isEqualTo("/${t}");
    }

    @Test
    void elementsAreTakenAndChecked() throws Exception {
        StepSpec step = first(sampler(
                "One",
                "/",
                "<HtmlExtractor>" + property("HtmlExtractor.refname", "link") + property("HtmlExtractor.expr", "a.next")
                        + property("HtmlExtractor.attribute", "href") + property("HtmlExtractor.default", "none")
                        + "</HtmlExtractor><hashTree/><XPath2Extractor>" + property("XPathExtractor2.refname", "ids")
                        + property("XPathExtractor2.xpathQuery", "//item/@id")
                        + property("XPathExtractor2.matchNumber", "-1")
                        + "</XPath2Extractor><hashTree/><XPathAssertion>"
                        + property("XPath.xpath", "count(//item) > 2") + property("XPath.negate", "true")
                        + "</XPathAssertion><hashTree/><XPathAssertion>" + property("XPath.xpath", "//item/price")
                        + "</XPathAssertion><hashTree/>"));

        assertThat(step.request().capture().get("link").css()).isEqualTo("a.next");
        assertThat(step.request().capture().get("link").attribute()).isEqualTo("href");
        assertThat(step.request().capture().get("ids").xpath()).isEqualTo("//item/@id");
        assertThat(step.request().expect().elements()).hasSize(1).first().satisfies(check -> {
            assertThat(check.xpath()).isEqualTo("count(//item) > 2");
            assertThat(check.equals()).isEqualTo("false");
        });
        assertThat(step.request().expect().checks()).hasSize(1);
    }

    /** Each ten times as long as the next. */
    @Test
    @Timeout(20)
    void variablesThatNameThemselvesAgainAndAgainHaveAnEnd() throws Exception {
        StringBuilder plan = new StringBuilder("<Arguments><collectionProp name=\"Arguments.arguments\">");
        for (int i = 0; i < 9; i++) {
            plan.append("<elementProp>").append(property("Argument.name", "v" + i));
            plan.append(property("Argument.value", ("${v" + (i + 1) + "}").repeat(10)))
                    .append("</elementProp>");
        }
        plan.append("</collectionProp></Arguments><hashTree/>");
        StepSpec step = first(plan + "<HTTPSamplerProxy testname=\"${v0}\">" + property("HTTPSampler.method", "GET")
                + property("HTTPSampler.path", "/a") + property("HTTPSampler.domain", "${v0}")
                + "</HTTPSamplerProxy><hashTree/>");

        assertThat(step.request().get()).isEqualTo("/a");
    }

    @Test
    void formsInPartsAreSentInParts() throws Exception {
        StepSpec step = first("<HTTPSamplerProxy testname=\"Up\">" + property("HTTPSampler.method", "POST")
                + property("HTTPSampler.path", "/up")
                + "<boolProp name=\"HTTPSampler.DO_MULTIPART_POST\">true</boolProp>"
                + "<elementProp name=\"HTTPsampler.Arguments\"><collectionProp name=\"Arguments.arguments\"><elementProp>"
                + property("Argument.name", "title") + property("Argument.value", "A & B")
                + "</elementProp></collectionProp></elementProp></HTTPSamplerProxy><hashTree/>");

        assertThat(step.request().multipart()).containsExactly(new PartSpec("title", "A & B", null, null, null));
        assertThat(step.request().headers()).isNull();
    }

    @Test
    void whatIsTooLongIsLeftOutAndTold() throws Exception {
        String longText = "x".repeat(5_000);
        String assertion = "<ResponseAssertion testname=\"R\"><collectionProp name=\"Asserion.test_strings\">"
                + property("1", longText) + "</collectionProp>" + property("Assertion.test_type", "16")
                + "</ResponseAssertion><hashTree/><HeaderManager><collectionProp name=\"HeaderManager.headers\"><elementProp>"
                + property("Header.name", "X-Long") + property("Header.value", longText)
                + "</elementProp></collectionProp></HeaderManager><hashTree/>";
        SpecDraft draft = read(group(sampler("One", "/", assertion)));

        assertThat(steps(ImportTest.valid(draft)).getFirst().request().headers())
                .isNull();
        assertThat(draft.notes()).anyMatch(note -> note.contains("X-Long")).anyMatch(note -> note.contains("\"R\""));
    }

    @Test
    void whatXmlHasNoPlaceForIsTold() throws Exception {
        SpecDraft draft = read(group(sampler("One&#x1f;&#65;", "/", "")));

        assertThat(draft.notes()).anyMatch(note -> note.contains("no place for"));
        assertThat(steps(ImportTest.valid(draft)).getFirst().request().name()).isEqualTo("One\uFFFDA");
    }

    @Test
    void howJMetersClientBehavesIsCarriedOverOrTold() throws Exception {
        String closing =
                "<HTTPSamplerProxy testname=\"One\"><boolProp name=\"HTTPSampler.use_keepalive\">false</boolProp>"
                        + "<boolProp name=\"HTTPSampler.image_parser\">true</boolProp></HTTPSamplerProxy><hashTree/>";
        String group =
                "<ThreadGroup testname=\"G\"><boolProp name=\"ThreadGroup.same_user_on_next_iteration\">false</boolProp>"
                        + "</ThreadGroup><hashTree>%s</hashTree>";
        String cookies =
                "<CookieManager><boolProp name=\"CookieManager.clearEachIteration\">true</boolProp></CookieManager><hashTree/>";
        SpecDraft draft = read(
                plan(cookies + group.formatted(closing) + group.formatted(closing))
                        .replace(
                                "<TestPlan testname=\"T\"/>",
                                "<TestPlan testname=\"T\"><boolProp name=\"TestPlan.serialize_threadgroups\">true</boolProp></TestPlan>"));

        assertThat(ImportTest.valid(draft).http().connections().per()).isEqualTo(ConnectionsPer.request);
        assertThat(draft.notes())
                .anyMatch(note -> note.contains("one after the other"))
                .anyMatch(note -> note.contains("new user for each iteration"))
                .anyMatch(note -> note.contains("cookies are kept"))
                .anyMatch(note -> note.contains("in parallel"));
        assertThat(read(group(closing + GET)).notes()).anyMatch(note -> note.startsWith("1 of 2 requests close"));
    }

    @Test
    void aPlanOfOtherProtocolsSaysWhatIsInIt() {
        assertThatThrownBy(() -> read(
                        group("<JDBCSampler testname=\"J\"/><hashTree/><TCPSampler enabled=\"false\"/><hashTree/>")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("in it: 1 JDBCSampler, 1 element that is switched off");
    }

    @Test
    void aPlanIsKnownByItsBeginning() {
        assertThat(Kind.of("<?xml version=\"1.0\"?>\n<jmeterTestPlan version=\"1.2\">"))
                .contains(Kind.JMX);
        assertThat(Kind.of("<html>")).isEmpty();
    }

    @Test
    void groupsOfThreadsAreLoads() throws Exception {
        assertThat(valid(plan("<ThreadGroup testname=\"G\">" + property("ThreadGroup.num_threads", "20")
                        + property("ThreadGroup.ramp_time", "40")
                        + "<elementProp name=\"ThreadGroup.main_controller\">" + property("LoopController.loops", "5")
                        + "</elementProp></ThreadGroup><hashTree>" + GET + "</hashTree>")))
                .satisfies(spec -> {
                    assertThat(spec.users()).isEqualTo(20);
                    assertThat(spec.spawnRate()).isEqualTo(0.5);
                    assertThat(spec.iterationsPerUser()).isEqualTo(5);
                    assertThat(spec.target()).isEqualTo("http://h.example");
                });
        LoadTestSpec two = valid(plan("<ThreadGroup testname=\"A\"/><hashTree>" + GET + "</hashTree>"
                + "<ThreadGroup testname=\"A\"/><hashTree>" + GET + "</hashTree>"));
        assertThat(two.loads()).extracting("name").containsExactly("A", "A 2");
        assertThat(steps(two)).extracting(step -> String.valueOf(step.stop())).endsWith("user");
    }

    private static List<String> stages(String kind, String properties) throws ImportException {
        LoadTestSpec spec =
                valid(plan("<%s testname=\"G\">%s</%s><hashTree>%s</hashTree>".formatted(kind, properties, kind, GET)));
        return spec.stages().stream().map(JmxTest::stage).toList();
    }

    private static String stage(StageSpec stage) {
        return stage.users() == null
                ? stage.duration() + " " + stage.from() + " to " + stage.rate()
                : stage.duration() + " " + stage.users() + (stage.spawnRate() == null ? "" : " at once");
    }

    @Test
    void plannedShapesAreStages() throws Exception {
        assertThat(stages(
                        "kg.apc.jmeter.threads.SteppingThreadGroup",
                        property("ThreadGroup.num_threads", "20")
                                + property("Threads initial delay", "5")
                                + property("Start users count", "10")
                                + property("Start users period", "30")
                                + property("rampUp", "5")
                                + property("flighttime", "60")
                                + property("Stop users count", "20")
                                + property("Stop users period", "1")))
                .containsExactly("5s 0", "5s 10", "25s 10", "5s 20", "60s 20");
        assertThat(stages(
                        "kg.apc.jmeter.threads.UltimateThreadGroup",
                        "<collectionProp name=\"ultimatethreadgroupdata\"><collectionProp name=\"1\">"
                                + property("1", "10")
                                + property("2", "0") + property("3", "20") + property("4", "60") + property("5", "10")
                                + "</collectionProp><collectionProp name=\"2\">" + property("1", "30")
                                + property("2", "40")
                                + property("3", "0") + property("4", "20") + property("5", "0")
                                + "</collectionProp></collectionProp>"))
                .containsExactly("20s 10", "20s 10", "20s 40 at once", "20s 10 at once", "10s 0");
        assertThat(stages(
                        "com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup",
                        property("TargetLevel", "30")
                                + property("RampUp", "3")
                                + property("Steps", "3")
                                + property("Hold", "10")
                                + property("Unit", "M")))
                .containsExactly("60s 10 at once", "60s 20 at once", "60s 30 at once", "600s 30");
        assertThat(stages(
                        "com.blazemeter.jmeter.threads.arrivals.ArrivalsThreadGroup",
                        property("TargetLevel", "120")
                                + property("RampUp", "1")
                                + property("Hold", "2")
                                + property("Unit", "M")))
                .containsExactly("60s 0/s to 2/s", "120s 2/s to 2/s");
        assertThat(stages(
                        "com.blazemeter.jmeter.threads.arrivals.FreeFormArrivalsThreadGroup",
                        "<collectionProp name=\"Schedule\"><collectionProp name=\"1\">" + property("1", "1")
                                + property("2", "5") + property("3", "60") + "</collectionProp></collectionProp>"
                                + property("Unit", "S")))
                .containsExactly("60s 1/s to 5/s");
        assertThat(
                        stages(
                                "OpenModelThreadGroup",
                                property(
                                        "OpenModelThreadGroup.schedule",
                                        "rate(60/min) random_arrivals(1 min) rate(10/s) /* hold */ even_arrivals(30 s) pause(5 s)")))
                .containsExactly("60s 1/s to 10/s", "30s 10/s to 10/s", "5s 0/s to 0/s");
    }

    @Test
    void headersOfOneNameAreAListAndTheNearestManagersGoBefore() throws Exception {
        StepSpec step = steps(
                        valid(group(nested("HeaderManager", headers("X-Tag", "far", "X-Far", "a", "x-far", "b"), "")
                                + nested("HeaderManager", headers("X-Tag", "a", "X-Tag", "b", "X-One", "1"), "")
                                + GET)))
                .getFirst();

        assertThat(String.valueOf(step.request().headers()))
                .isEqualTo("{X-Tag=[\"a\",\"b\"], X-Far=[\"a\",\"b\"], X-One=\"1\"}");
    }

    private static String headers(String... namesAndValues) {
        StringBuilder all = new StringBuilder("<collectionProp name=\"HeaderManager.headers\">");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.append("<elementProp name=\"\">")
                    .append(property("Header.name", namesAndValues[i]))
                    .append(property("Header.value", namesAndValues[i + 1]))
                    .append("</elementProp>");
        }
        return all.append("</collectionProp>").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${__Random(1,6)}|${random.int(1, 6)}",
                "a${x}b|a${x}b",
                "${__time(/1000)}|${now() / 1000}",
                "${__UUID()}|${random.uuid()}",
                "${__P(size,10)}|${env(\"size\", \"10\")}",
                "${__urlencode(a ${x})}|${urlEncode(\"a \" + string(x))}",
                "${__RandomString(5,abc)}|${random.string(5, \"abc\")}",
                "${__threadNum}|${user.number + 1}",
                "${__counter(FALSE,)}|${counter() + 1}",
                "${user}|${user_}",
                "${my var}|${my_var}",
                "no end ${x|no end $${x",
                "${__groovy(1 + vars.size())}|${function1}"
            })
    void variablesAndFunctionsAreExpressions(String theirs, String ours) throws Exception {
        StepSpec step = steps(valid(group(nested(
                                "HeaderManager",
                                "<collectionProp name=\"HeaderManager.headers\"><elementProp name=\"\">"
                                        + property("Header.name", "X") + property("Header.value", theirs)
                                        + "</elementProp></collectionProp>",
                                "")
                        + GET)))
                .getFirst();
        assertThat(step.request().headers()).containsEntry("X", TextNode.valueOf(ours));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${__jexl3(\"${x}\" == \"a\",)}|${string(x) == \"a\"}",
                "\"${x}\" != \"a\" && ${n} > 3|${string(x) != \"a\" && double(n) > 3}",
                "${__groovy(vars.get('x') == 'a')}|${string(x) == \"a\"}",
                "${__threadNum()} == 3|${double((user.number + 1)) == 3}",
                "${x}|${string(x) == \"true\"}",
                "false|${false}"
            })
    void conditionsThatCompareAreExpressions(String theirs, String ours) throws Exception {
        LoadTestSpec spec = valid(group(nested("IfController", property("IfController.condition", theirs), GET + GET)));
        assertThat(steps(spec).getFirst().request().when()).isEqualTo(ours);
        assertThat(spec.scenario().flows()).hasSize(1);
    }

    @Test
    void aConditionThatIsAScriptIsTold() throws Exception {
        SpecDraft draft = read(group(nested(
                "IfController", property("IfController.condition", "${__groovy(vars.get('x').size() > 1)}"), GET)));
        assertThat(draft.notes()).anyMatch(note -> note.startsWith("line 3: IfController \"C\" is performed whatever"));
        assertThat(steps(ImportTest.valid(draft)).getFirst().request().when()).isNull();
    }

    @Test
    void controllersAreFlows() throws Exception {
        assertThat(steps(valid(group(nested("LoopController", property("LoopController.loops", "3"), GET)))))
                .singleElement()
                .satisfies(step -> assertThat(step.repeat()).isEqualTo(3));
        assertThat(steps(valid(group(nested("LoopController", property("LoopController.loops", "${n}"), GET)))))
                .last()
                .satisfies(step -> assertThat(step.repeatWhile()).matches("\\$\\{loop_\\d+ < int\\(n\\)}"));
        assertThat(steps(valid(group(nested("TransactionController", "", GET)))))
                .singleElement()
                .satisfies(step -> assertThat(step.group()).isEqualTo("C"));
        assertThat(steps(valid(group(nested("OnceOnlyController", "", GET))))
                        .getFirst()
                        .request()
                        .when())
                .isEqualTo("${iteration == 1}");
        assertThat(steps(valid(group(nested("RandomController", "", GET + GET))))
                        .getFirst()
                        .choose())
                .hasSize(2);
        assertThat(steps(valid(group(nested("InterleaveControl", "", GET + GET)))))
                .extracting(step -> step.request().when())
                .containsExactly("${(iteration - 1) % 2 == 0}", "${(iteration - 1) % 2 == 1}");
        assertThat(steps(valid(group(nested("ConstantTimer", property("ConstantTimer.delay", "1500"), "") + GET))))
                .extracting(StepSpec::pause)
                .containsExactly("1500ms", null);
    }

    @Test
    void aModuleThatLeadsToItselfEnds() throws Exception {
        String path = "<collectionProp name=\"ModuleController.node_path\">" + property("1", "root")
                + property("2", "T") + property("3", "G") + property("4", "C") + "</collectionProp>";
        String module = nested("ModuleController", path, "");
        SpecDraft draft = read(group(nested("GenericController", "", GET + module)));

        assertThat(steps(ImportTest.valid(draft))).hasSize(2);
        assertThat(draft.notes()).anyMatch(note -> note.contains("leads to what it stands in"));
    }

    @Test
    void moreControllersThanFlowsMayBeArePutInPlace() throws Exception {
        String transactions = nested("TransactionController", "", GET + GET).repeat(60);
        SpecDraft draft = read(group(transactions));
        LoadTestSpec spec = ImportTest.valid(draft);

        assertThat(spec.scenario().flows()).hasSizeLessThanOrEqualTo(32);
        assertThat(spec.scenario().flows().stream()
                                .flatMap(flow -> flow.steps().stream())
                                .filter(step -> step.request().get() != null)
                                .count()
                        + steps(spec).stream()
                                .filter(step -> step.request().get() != null)
                                .count())
                .isEqualTo(120);
        assertThat(draft.notes()).anyMatch(note -> note.contains("without group"));
    }

    @Test
    void anAlternativeOfRowsThatIsNotThereIsTold() throws Exception {
        SpecDraft draft =
                read(group(nested("CSVDataSet", property("filename", "gone.csv") + property("variableNames", "a,b"), "")
                        + sampler("S", "/${a}", "")));
        assertThat(draft.notes()).anyMatch(note -> note.contains("gone.csv is not there"));
        assertThat(ImportTest.valid(draft)
                        .scenario()
                        .users()
                        .getFirst()
                        .variables()
                        .get("a")
                        .asText())
                .isEmpty();
    }

    @Test
    void whatIsNoPlanIsSaidWithItsPlace() {
        assertThatThrownBy(() -> read("<jmeterTestPlan>\n <hashTree>\n</jmeterTestPlan>"))
                .isInstanceOfSatisfying(ImportException.class, wrong -> {
                    assertThat(wrong.place()).startsWith(":3:");
                    assertThat(wrong).hasMessageContaining("is no XML");
                });
        assertThatThrownBy(() -> read("<html/>")).hasMessageContaining("begins with html");
        assertThatThrownBy(() -> read(group(""))).hasMessageContaining("no thread group with an HTTP request");
    }

    /** What XML can be misused for: files of this machine, servers, texts that grow without end, trees without end. */
    @Test
    void xmlIsReadWithoutWhatItCouldBeMisusedFor() throws Exception {
        Path secret = Path.of("pom.xml").toAbsolutePath();
        String external =
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n" + group(sampler("&e;", "/", ""));
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        laughs.append("]>\n").append(group(sampler("&a29;", "/", "")));
        for (String plan : List.of(external, laughs.toString(), "<a>".repeat(100_000))) {
            String said;
            try {
                said = LoadTestText.of("t", "test", read(plan));
            } catch (ImportException refused) {
                said = String.valueOf(refused.getMessage());
            }
            assertThat(said).doesNotContain("modelVersion").hasSizeLessThan(10_000);
        }
    }

    @Test
    void specsAreWrittenAsYamlWhateverIsInThem() throws Exception {
        JsonNode tree = new JsonMapper().readTree("""
                {"target": "http://h", "scenario": {"users": [{"name": "é\\u0085\\ud83d\\ude00 \\ud83d: {x} # 'y' \\"z\\"",
                 "tasks": [{"post": "/", "body": "%s\\u0001\\u2028 yes", "headers": {"true": "no", "X": "1"}}]}]},
                 "users": 1, "runTime": "1m"}""".formatted("long ".repeat(60)));
        SpecDraft draft = new SpecDraft(tree.deepCopy(), List.of("a note\nof two lines \u0000"));
        LoadTestSpec spec = ImportTest.valid(draft);

        assertThat(spec.scenario().users().getFirst().name()).isEqualTo("é\u0085😀 \ufffd: {x} # 'y' \"z\"");
        assertThat(spec.scenario()
                        .users()
                        .getFirst()
                        .tasks()
                        .getFirst()
                        .request()
                        .body())
                .endsWith("\u0001\u2028 yes");
    }
}
