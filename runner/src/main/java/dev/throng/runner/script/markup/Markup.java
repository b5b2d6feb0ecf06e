package dev.throng.runner.script.markup;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A text of HTML or XML, read when it is first asked about. Confined to a thread. */
public final class Markup {
    private static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException said) {}

        @Override
        public void error(SAXParseException said) {}

        @Override
        public void fatalError(SAXParseException said) throws SAXParseException {
            throw said;
        }
    };

    private final String text;
    private final boolean xml;
    private @Nullable Document tree;
    private org.w3c.dom.@Nullable Document dom;
    private @Nullable String flaw;

    private Markup(String text, boolean xml) {
        this.text = text;
        this.xml = xml;
    }

    /** @param contentType as the response says it; null when it does not */
    public static Markup of(String text, @Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        boolean xml = type.isEmpty()
                ? text.stripLeading().startsWith("<?xml")
                : type.contains("xml") && !type.contains("html");
        return new Markup(text, xml);
    }

    /** Whatever it is, it has a tree, as browsers make one. */
    Document tree() {
        Document known = tree;
        if (known == null) {
            known = xml ? Jsoup.parse(text, "", Parser.xmlParser()) : Jsoup.parse(text);
            tree = known;
        }
        return known;
    }

    /** For XPath; null when it is no well-formed XML. */
    org.w3c.dom.@Nullable Document dom() {
        if (dom == null && flaw == null) {
            dom = xml ? read() : new W3CDom().namespaceAware(false).fromJsoup(tree());
        }
        return dom;
    }

    /** Why it is no well-formed XML; null when it is, or need not be. */
    public @Nullable String flaw() {
        return flaw;
    }

    private org.w3c.dom.@Nullable Document read() {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(STRICT);
            return builder.parse(new InputSource(new StringReader(text.strip())));
        } catch (SAXParseException wrong) {
            flaw = "no well-formed XML, line " + wrong.getLineNumber();
        } catch (SAXException | IOException wrong) {
            flaw = "no well-formed XML";
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException("every Java reads XML", missing);
        }
        return null;
    }

    /** What a response names is fetched from nowhere. */
    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setXIncludeAware(false);
        return factory;
    }
}
