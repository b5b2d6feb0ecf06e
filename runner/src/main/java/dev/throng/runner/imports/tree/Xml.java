package dev.throng.runner.imports.tree;

import dev.throng.runner.imports.ImportException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of XML.
 *
 * @param text what stands in it, without that of its children
 * @param line where it begins
 */
public record Xml(String name, Map<String, String> attributes, String text, List<Xml> children, int line) {
    private static final int DEEPEST = 500;
    private static final int MOST = 2_000_000;
    private static final XMLInputFactory FACTORY = factory();
    private static final Pattern CHARACTER =
            Pattern.compile("&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");

    /** Nothing outside the text is looked at, and there are no definitions in it that could grow. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to " + systemId + ", which is not looked at");
        });
        return factory;
    }

    /**
     * With U+FFFD for each character that XML has no place for, written as it is or by its number. Programs that read their own
     * files more leniently than the standard write them, recorded bytes above all.
     */
    public static String legible(String text) {
        return CHARACTER.matcher(text).replaceAll(found -> isLegible(found) ? found.group() : "\uFFFD");
    }

    private static boolean isLegible(MatchResult found) {
        boolean hexadecimal = found.group(1) != null;
        if (!hexadecimal && found.group(2) == null) {
            return false;
        }
        int point = hexadecimal ? Integer.parseInt(found.group(1), 16) : Integer.parseInt(found.group(2));
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= ' ' && point < Character.MIN_SURROGATE
                || point > Character.MAX_SURROGATE && point < 0xFFFE
                || point >= 0x10000 && point <= Character.MAX_CODE_POINT;
    }

    /** @throws ImportException it is no XML, or deeper or larger than any that people write */
    public static Xml read(String text) throws ImportException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return root(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException wrong) {
            Location at = wrong.getLocation();
            throw ImportException.at(
                    at == null ? 0 : at.getLineNumber(),
                    at == null ? 0 : at.getColumnNumber(),
                    "is no XML: " + reason(wrong));
        }
    }

    /** Without the place, which the parser writes before it. */
    private static String reason(XMLStreamException wrong) {
        String message = String.valueOf(wrong.getMessage());
        int words = message.indexOf("Message: ");
        return (words < 0 ? message : message.substring(words + 9))
                .replaceFirst("^http\\S+ *", "")
                .strip();
    }

    private static Xml root(XMLStreamReader reader) throws XMLStreamException, ImportException {
        Deque<Open> open = new ArrayDeque<>();
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++count > MOST || open.size() >= DEEPEST) {
                        throw ImportException.at(
                                reader.getLocation().getLineNumber(),
                                0,
                                count > MOST
                                        ? "has more than " + MOST + " elements"
                                        : "is more than " + DEEPEST + " elements deep");
                    }
                    open.push(new Open(reader));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Xml done = open.pop().closed();
                    if (open.isEmpty()) {
                        return done;
                    }
                    open.peek().children.add(done);
                }
                default -> {}
            }
        }
        throw new ImportException("is no XML: there is no element in it");
    }

    /** The value of an attribute, {@code ""} when it is not there. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    private static final class Open {
        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Xml> children = new ArrayList<>();
        private final int line;

        Open(XMLStreamReader reader) {
            name = reader.getLocalName();
            line = reader.getLocation().getLineNumber();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }

        Xml closed() {
            return new Xml(name, Map.copyOf(attributes), text.toString(), List.copyOf(children), line);
        }
    }
}
