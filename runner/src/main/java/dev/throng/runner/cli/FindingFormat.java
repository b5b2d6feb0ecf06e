package dev.throng.runner.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.process.Version;
import java.util.List;
import java.util.stream.Collectors;

/** How findings are told to machines; people get them as they are. */
enum FindingFormat {
    /** As they are. */
    TEXT,
    /** GitHub's workflow commands, which it shows beside the lines of a pull request. */
    GITHUB,
    /** SARIF 2.1.0, which code scanning and editors read. */
    SARIF;

    private static final String RULE = "loadtest";

    String of(List<Finding> findings) {
        return switch (this) {
            case TEXT -> "";
            case GITHUB -> findings.stream().map(FindingFormat::command).collect(Collectors.joining());
            case SARIF -> sarif(findings);
        };
    }

    private static String command(Finding finding) {
        return "::%s file=%s,line=%d,col=%d,title=throng::%s\n"
                .formatted(
                        finding.error() ? "error" : "warning",
                        escaped(finding.file()).replace(":", "%3A").replace(",", "%2C"),
                        finding.line(),
                        finding.column(),
                        escaped(finding.message()));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String sarif(List<Finding> findings) {
        ObjectNode root = JsonMapper.builder().build().createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "throng").put("version", Version.text());
        driver.putArray("rules")
                .addObject()
                .put("id", RULE)
                .putObject("shortDescription")
                .put("text", "A LoadTest that can be run");
        ArrayNode results = run.putArray("results");
        for (Finding finding : findings) {
            ObjectNode result = results.addObject();
            result.put("ruleId", RULE).put("level", finding.error() ? "error" : "warning");
            result.putObject("message").put("text", finding.message());
            ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
            place.putObject("artifactLocation").put("uri", finding.file().replace('\\', '/'));
            place.putObject("region").put("startLine", finding.line()).put("startColumn", finding.column());
        }
        return root.toPrettyString() + "\n";
    }
}
