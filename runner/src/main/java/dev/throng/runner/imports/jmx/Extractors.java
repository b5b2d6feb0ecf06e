package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.JsonPaths;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Xml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What is taken out of responses. As in JMeter, a value that is not there fails nothing. */
final class Extractors {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> KINDS = Set.of(
            "RegexExtractor",
            "JSONPostProcessor",
            "BoundaryExtractor",
            "JMESPathExtractor",
            "XPathExtractor",
            "XPath2Extractor",
            "HtmlExtractor",
            "JSONPathExtractor");
    private static final Pattern MENTIONED = Pattern.compile("\\$\\{\\s*([^${}(),]+?)\\s*}");
    private static final Pattern HANDED = Pattern.compile(
            "__setProperty\\(\\s*([^,(){}$]+?)\\s*,\\s*\\$\\{\\s*([^${}(),]+?)\\s*}\\s*[,)]"
                    + "|props\\.put\\(\\s*[\"']([^\"']+)[\"']\\s*,\\s*vars\\.get\\(\\s*[\"']([^\"']+)[\"']\\s*\\)\\s*\\)");
    private static final int MOST = 16;

    private final Texts texts;
    private final Values values;
    private final Notes notes;
    private final Set<String> mentioned = new HashSet<>();

    Extractors(Texts texts, Values values, Notes notes) {
        this.texts = texts;
        this.values = values;
        this.notes = notes;
    }

    static boolean isOne(Element element) {
        return KINDS.contains(element.kind()) || element.kind().endsWith("PostProcessor");
    }

    /**
     * One value that is taken.
     *
     * @param capture what a step says of it, without what is taken; null when that cannot be said
     * @param match as JMeter counts: 0 is random, -1 all, else which
     */
    private record Taken(
            Element element, String name, @Nullable ObjectNode capture, String match, String otherwise) {}

    /** Tells of all variables that an element's texts refer to, and of properties that they are handed on by to other threads. */
    void mention(Xml element) {
        Matcher handed = HANDED.matcher(element.text());
        while (handed.find()) {
            String property = handed.group(1) == null ? handed.group(3) : handed.group(1);
            values.hand(property, handed.group(2) == null ? handed.group(4) : handed.group(2));
        }
        Matcher variable = MENTIONED.matcher(element.text());
        while (variable.find()) {
            mentioned.add(variable.group(1));
        }
        element.children().forEach(this::mention);
    }

    /** Tells the plan's variables of all that are taken anywhere, before any text is read. */
    void announce(Element element) {
        for (Taken taken : taken(element)) {
            if (taken.match().equals("-1")) {
                values.makeList(taken.name());
            } else {
                values.make(taken.name());
            }
        }
    }

    /**
     * What is taken of a sampler's response.
     *
     * @param after gets the steps that have to follow
     */
    ObjectNode captured(Scope scope, List<ObjectNode> after) {
        ObjectNode captures = JSON.objectNode();
        for (Element element : scope.elements()) {
            if (!isOne(element)) {
                continue;
            }
            List<Taken> all = taken(element);
            if (all.isEmpty()) {
                notes.add(element.line(), element.called() + " is not carried over");
            }
            for (Taken taken : all) {
                if (taken.capture() == null) {
                    notes.add(
                            element.line(),
                            element.called() + " is not carried over: take " + taken.name() + " out by a capture");
                } else if (captures.size() == MOST) {
                    notes.add(
                            element.line(),
                            element.called() + " is left out: a request has " + MOST + " captures at most");
                } else {
                    capture(taken, captures, after);
                }
            }
        }
        return captures;
    }

    private void capture(Taken taken, ObjectNode captures, List<ObjectNode> after) {
        String variable = Words.variable(taken.name());
        ObjectNode capture =
                taken.capture() == null ? JSON.objectNode() : taken.capture().deepCopy();
        boolean some =
                taken.match().matches("[1-9][0-9]{0,5}") && !taken.match().equals("1");
        switch (taken.match()) {
            case "0" -> capture.put("take", "random");
            case "-1" -> capture.put("take", "all");
            default -> {}
        }
        capture.put("optional", true);
        if (some) {
            capture.put("take", "all");
            captures.set(variable + "_all", capture);
            set(after, variable, "${" + variable + "_all[" + (Integer.parseInt(taken.match()) - 1) + "]}");
        } else {
            captures.set(variable, capture);
        }
        if (!taken.otherwise().isEmpty() && !taken.match().equals("-1")) {
            String otherwise = texts.value(taken.otherwise(), taken.element().line());
            set(after, variable, "${has(" + variable + ") ? " + variable + " : " + otherwise + "}");
        }
    }

    private static void set(List<ObjectNode> after, String variable, String value) {
        ObjectNode step = JSON.objectNode();
        step.putObject("set").put(variable, value);
        after.add(step);
    }

    private List<Taken> taken(Element element) {
        return switch (element.kind()) {
            case "RegexExtractor" -> regexes(element);
            case "BoundaryExtractor" -> List.of(boundary(element));
            case "JSONPostProcessor" -> json(element);
            case "JMESPathExtractor" -> List.of(jmes(element));
            case "XPathExtractor" -> List.of(xpath(element, "XPathExtractor."));
            case "XPath2Extractor" -> List.of(xpath(element, "XPathExtractor2."));
            case "HtmlExtractor" -> List.of(css(element));
            case "JSONPathExtractor" -> List.of(plugin(element));
            default -> List.of();
        };
    }

    /** Without a match number all are taken; {@code NAME} is the first of them then. */
    private Taken xpath(Element element, String prefix) {
        String name = element.text(prefix + "refname").strip();
        String path =
                texts.known(element.text(prefix + "xpathQuery")).orElse("").strip();
        String match = element.text(prefix + "matchNumber", "-1").strip();
        boolean fine = Selections.xpath(path).isPresent() && !element.is(prefix + "fragment");
        return new Taken(
                element,
                name,
                fine ? JSON.objectNode().put("xpath", path) : null,
                match.equals("-1") && mentioned.contains(name) ? "1" : which(match),
                element.text(prefix + "default"));
    }

    private Taken css(Element element) {
        String selector =
                texts.known(element.text("HtmlExtractor.expr")).orElse("").strip();
        String attribute =
                texts.known(element.text("HtmlExtractor.attribute")).orElse("").strip();
        ObjectNode capture = null;
        if (Selections.isCss(selector) && attribute.length() <= 256) {
            capture = JSON.objectNode().put("css", selector);
            if (!attribute.isEmpty()) {
                capture.put("attribute", attribute);
            }
        }
        return new Taken(
                element,
                element.text("HtmlExtractor.refname").strip(),
                capture,
                which(element.text("HtmlExtractor.match_number", "1").strip()),
                element.text("HtmlExtractor.default"));
    }

    /** That of a plugin, from before JMeter had its own. */
    private Taken plugin(Element element) {
        String path = texts.known(element.text("JSONPATH")).orElse("").strip();
        boolean fine = JsonPaths.isOne(path)
                && element.text("SUBJECT", "BODY").equals("BODY")
                && element.text("INPUT_FORMAT", "JSON").equals("JSON");
        return new Taken(
                element,
                element.text("VAR").strip(),
                fine ? JSON.objectNode().put("json", path) : null,
                "1",
                element.text("DEFAULT"));
    }

    /** What the template says, and the groups by their numbers that anything refers to: {@code NAME_g2}. */
    private List<Taken> regexes(Element element) {
        Taken whole = regex(element);
        String pattern = texts.known(element.text("RegexExtractor.regex")).orElse("");
        boolean ofBody =
                element.text("RegexExtractor.useHeaders", "false").strip().matches("false|unescaped|as_document|");
        List<Taken> groups = new ArrayList<>();
        for (int i = 0; i <= groups(pattern); i++) {
            String name = whole.name() + "_g" + i;
            if (mentioned.contains(name)) {
                String only = ofBody ? Groups.only(pattern, i) : null;
                groups.add(new Taken(
                        element,
                        name,
                        only == null ? null : JSON.objectNode().put("regex", only),
                        which(element.text("RegexExtractor.match_number", "1").strip()),
                        ""));
            }
        }
        if (groups.size() > 1 && groups.getFirst().match().equals("0")) {
            notes.add(element.line(), element.called() + " takes a match by chance for each of its groups");
        }
        boolean needed = groups.isEmpty() || whole.capture() != null && mentioned.contains(whole.name());
        if (needed) {
            groups.addFirst(whole);
        }
        return groups;
    }

    private Taken regex(Element element) {
        String name = element.text("RegexExtractor.refname").strip();
        String match = element.text("RegexExtractor.match_number", "1").strip();
        String otherwise = element.text("RegexExtractor.default");
        String pattern = texts.known(element.text("RegexExtractor.regex")).orElse("");
        String template = element.text("RegexExtractor.template", "$1$").strip();
        String from = element.text("RegexExtractor.useHeaders", "false").strip();
        ObjectNode capture = null;
        int groups = groups(pattern);
        if (from.matches("false|unescaped|as_document|") && groups >= 0) {
            String only = template.matches("\\$[0-9]\\$") && template.charAt(1) - '0' <= groups
                    ? Groups.only(pattern, template.charAt(1) - '0')
                    : null;
            if (only != null) {
                capture = JSON.objectNode().put("regex", only);
            }
        } else if (from.equals("true")) {
            capture = header(pattern);
        } else if (from.equals("code")) {
            capture = JSON.objectNode().put("response", "status");
        }
        return new Taken(
                element, name, capture, capture != null && !capture.has("regex") ? "1" : which(match), otherwise);
    }

    private String which(String match) {
        return texts.known(match)
                .map(String::strip)
                .filter(known -> known.matches("-?[0-9]{1,6}"))
                .orElse("1");
    }

    /** Location: (.*) and its like. */
    @Nullable private static ObjectNode header(String pattern) {
        String[] parts = pattern.split(":", 2);
        boolean whole = parts.length == 2 && parts[1].strip().matches("\\(?\\.[*+]\\??\\)?(\\\\r)?(\\\\n)?\\$?");
        return whole && parts[0].matches("[A-Za-z-]{1,256}") ? JSON.objectNode().put("header", parts[0]) : null;
    }

    /** How many groups it has; -1 when it is none that can be used. */
    private static int groups(String pattern) {
        try {
            return pattern.isEmpty() || pattern.length() > 1000
                    ? -1
                    : Pattern.compile(pattern).matcher("").groupCount();
        } catch (PatternSyntaxException none) {
            return -1;
        }
    }

    private Taken boundary(Element element) {
        String left = texts.known(element.text("BoundaryExtractor.lboundary")).orElse("");
        String right = texts.known(element.text("BoundaryExtractor.rboundary")).orElse("");
        String pattern =
                "(?s)" + Assertions.quoted(left) + "(.*?)" + (right.isEmpty() ? "$" : Assertions.quoted(right));
        String from = element.text("BoundaryExtractor.useHeaders", "false").strip();
        boolean fine =
                from.matches("false|unescaped|as_document|") && pattern.length() <= 1024 && !(left + right).isEmpty();
        return new Taken(
                element,
                element.text("BoundaryExtractor.refname").strip(),
                fine ? JSON.objectNode().put("regex", pattern) : null,
                which(element.text("BoundaryExtractor.match_number", "1").strip()),
                element.text("BoundaryExtractor.default"));
    }

    /** Several in one, each list divided by semicolons. */
    private List<Taken> json(Element element) {
        String[] names = element.text("JSONPostProcessor.referenceNames").split(";");
        String[] paths = element.text("JSONPostProcessor.jsonPathExprs").split(";");
        String[] matches = element.text("JSONPostProcessor.match_numbers").split(";");
        String[] defaults = element.text("JSONPostProcessor.defaultValues").split(";");
        List<Taken> all = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String path = i < paths.length ? texts.known(paths[i].strip()).orElse("") : "";
            boolean fine = JsonPaths.isOne(path);
            String match = i < matches.length && !matches[i].isBlank() ? matches[i].strip() : "1";
            all.add(new Taken(
                    element,
                    names[i].strip(),
                    fine ? JSON.objectNode().put("json", path) : null,
                    which(match),
                    i < defaults.length ? defaults[i] : ""));
        }
        return all;
    }

    /** Plain ones are JSON paths without the beginning. */
    private Taken jmes(Element element) {
        String path = texts.known(
                        element.text("JMESExtractor.jmesPathExpr", element.text("JMESPathExtractor.jmesPathExpr")))
                .orElse("")
                .strip();
        boolean plain = path.matches("[A-Za-z_][A-Za-z0-9_]*(\\[[0-9*]+]|\\.[A-Za-z_][A-Za-z0-9_]*)*");
        String name = element.text("JMESExtractor.referenceName", element.text("JMESPathExtractor.referenceName"));
        String match = element.text("JMESExtractor.matchNumber", element.text("JMESPathExtractor.matchNumber"));
        return new Taken(
                element,
                name.strip(),
                plain ? JSON.objectNode().put("json", "$." + path) : null,
                which(match.isBlank() ? "1" : match.strip()),
                element.text("JMESExtractor.defaultValue", element.text("JMESPathExtractor.defaultValue")));
    }
}
