package dev.throng.runner.script.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import javax.xml.xpath.XPathNodes;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** What of a text of HTML or XML is meant: a CSS selector, or an XPath. Safe for all threads. */
public sealed interface Selector {
    /** The texts of all that is found, in the order of the document. */
    List<String> all(Markup markup);

    /** As it was written, for people. */
    String source();

    /**
     * By CSS.
     *
     * @param attribute whose values are meant instead of the elements' texts; null for the texts
     * @throws IllegalArgumentException when it is no selector; its message says why
     */
    static Selector css(String selector, @Nullable String attribute) {
        try {
            return new Css(selector, QueryParser.parse(selector), Optional.ofNullable(attribute));
        } catch (IllegalStateException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** @throws IllegalArgumentException when it is no XPath of version 1.0; its message says why */
    static Selector xpath(String path) {
        XPath made = new XPath(path);
        made.check();
        return made;
    }

    record Css(String selector, Evaluator evaluator, Optional<String> attribute) implements Selector {
        @Override
        public List<String> all(Markup markup) {
            List<String> found = new ArrayList<>();
            for (Element element : markup.tree().select(evaluator)) {
                if (attribute.isEmpty()) {
                    found.add(element.text());
                } else if (element.hasAttr(attribute.get())) {
                    found.add(element.attr(attribute.get()));
                }
            }
            return found;
        }

        @Override
        public String source() {
            return selector + attribute.map(name -> " [" + name + "]").orElse("");
        }
    }

    /** Names have no namespaces: a prefix is a part of them. */
    final class XPath implements Selector {
        private final String path;
        private final ThreadLocal<XPathExpression> compiled = ThreadLocal.withInitial(this::compile);

        private XPath(String path) {
            this.path = path;
        }

        /** What is wrong with it shows partly when it is asked of something. */
        private void check() {
            try {
                compiled.get().evaluateExpression(Markup.of("<a/>", null).dom());
            } catch (XPathExpressionException wrong) {
                throw new IllegalArgumentException(why(wrong), wrong);
            }
        }

        private static String why(XPathExpressionException wrong) {
            Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
            return String.valueOf(cause.getMessage());
        }

        private XPathExpression compile() {
            try {
                XPathFactory factory = XPathFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                javax.xml.xpath.XPath language = factory.newXPath();
                language.setNamespaceContext(new Prefixes());
                return language.compile(path);
            } catch (XPathExpressionException wrong) {
                throw new IllegalArgumentException(why(wrong), wrong);
            } catch (XPathFactoryConfigurationException missing) {
                throw new IllegalStateException("every Java has XPath", missing);
            }
        }

        @Override
        public List<String> all(Markup markup) {
            Document document = markup.dom();
            if (document == null) {
                return List.of();
            }
            try {
                return texts(compiled.get().evaluateExpression(document));
            } catch (XPathExpressionException unknown) {
                return List.of();
            }
        }

        private static List<String> texts(XPathEvaluationResult<?> result) {
            if (result.value() instanceof XPathNodes nodes) {
                List<String> found = new ArrayList<>();
                for (Node node : nodes) {
                    found.add(node.getTextContent().strip());
                }
                return found;
            }
            return result.value() instanceof Double number && number == Math.rint(number)
                    ? List.of(String.valueOf(number.longValue()))
                    : List.of(String.valueOf(result.value()));
        }

        @Override
        public String source() {
            return path;
        }

        @Override
        public String toString() {
            return path;
        }
    }
}
