package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.verdict.End;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {
    @Test
    void eachThresholdIsATestCase() throws Exception {
        Document xml = parse(JunitXml.of(SampleRun.usual().slower(4).run().result()));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-03-01T12:00:00");
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("p95 was ").endsWith("(limit < 500 ms)");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("p95 < 500ms");
    }

    @Test
    void aRunThatBrokeIsAnError() throws Exception {
        Document xml = parse(JunitXml.of(SampleRun.usual().run().result(End.INTERRUPTED, Optional.empty())));
        Element error = (Element) xml.getElementsByTagName("error").item(0);
        assertThat(error.getAttribute("message")).startsWith("Aborted: stopped by the user");
    }

    @Test
    void aRegressionIsAFailure() throws Exception {
        Result before = SampleRun.usual().run().result();
        Document xml = parse(JunitXml.of(SampleRun.usual().slower(2).run().result(End.COMPLETE, Optional.of(before))));
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("baseline: p50");
    }

    @Test
    void namesCannotBreakTheMarkup() throws Exception {
        String name = "<script>\"&'\u0000\u001b]\n</testsuite>";
        Threshold threshold = SampleRun.threshold("p95 < 1s", new Threshold.Percentile(95), 1000, Optional.of(name));
        Document xml =
                parse(JunitXml.of(new SampleRun(20, List.of(threshold)).run().result()));
        assertThat(((Element) xml.getElementsByTagName("testcase").item(1)).getAttribute("name"))
                .isEqualTo("p95 < 1s of <script>\"&'??]\n</testsuite>");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
