package dev.throng.runner.imports.jmx;

import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathEvaluationResult.XPathResultType;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jsoup.select.QueryParser;

/** Which selections of elements mean the same here. */
final class Selections {
    private static final int LONGEST = 512;

    private Selections() {}

    /** What an XPath gives. */
    enum Result {
        /** Elements, attributes or texts of them. */
        NODES,
        /** Whether something is so. */
        TRUTH,
        /** A number or a text that is computed. */
        OTHER
    }

    /** Empty when it is none of version 1.0, is too long, or has names with prefixes. */
    static Optional<Result> xpath(String path) {
        if (path.isEmpty() || path.length() > LONGEST || path.matches("(?s).*[A-Za-z0-9_]:[A-Za-z_*].*")) {
            return Optional.empty();
        }
        try {
            // The kind of the result follows from the expression, whatever the document is.
            XPathResultType type = XPathFactory.newDefaultInstance()
                    .newXPath()
                    .evaluateExpression(
                            path,
                            DocumentBuilderFactory.newDefaultInstance()
                                    .newDocumentBuilder()
                                    .newDocument())
                    .type();
            return Optional.of(
                    switch (type) {
                        case NODESET, NODE, ANY -> Result.NODES;
                        case BOOLEAN -> Result.TRUTH;
                        case NUMBER, STRING -> Result.OTHER;
                    });
        } catch (XPathExpressionException | ParserConfigurationException none) {
            return Optional.empty();
        }
    }

    /** Whether it is a CSS selector. */
    static boolean isCss(String selector) {
        if (selector.isBlank() || selector.length() > LONGEST) {
            return false;
        }
        try {
            return QueryParser.parse(selector) != null;
        } catch (IllegalStateException | IllegalArgumentException none) {
            return false;
        }
    }
}
