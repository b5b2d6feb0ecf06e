package dev.throng.runner.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form of several parts, as {@code multipart/form-data} has them; texts may hold expressions. */
public final class Multipart {
    /** Nobody's field holds it. */
    private static final String BOUNDARY = "throng-form-field-5f2c1b7a9d";

    private static final int MOST_PARTS = 32;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_VALUE = 65_536;
    private static final int LONGEST_TYPE = 128;
    private static final Pattern DELIMITER =
            Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAMED = Pattern.compile("(?i)form-data\\s*;\\s*name=\"([^\"]{1,256})\"\\s*");

    private final List<Draft.Part> parts = new ArrayList<>();

    /**
     * Reads what was sent.
     *
     * @param type the content type with its boundary
     * @return empty when it is none, or one that holds files or what else no field of ours is
     */
    static Optional<Multipart> of(String text, String type) {
        Matcher delimiter = DELIMITER.matcher(type.strip());
        if (!delimiter.matches()) {
            return Optional.empty();
        }
        String mark = "--" + (delimiter.group(1) != null ? delimiter.group(1) : delimiter.group(2));
        String[] pieces = ("\r\n" + text).split(Pattern.quote("\r\n" + mark), -1);
        Multipart form = new Multipart();
        for (int i = 1; i < pieces.length - 1; i++) {
            if (!form.read(pieces[i])) {
                return Optional.empty();
            }
        }
        boolean whole = pieces.length > 2 && pieces[0].isEmpty() && pieces[pieces.length - 1].startsWith("--");
        return Optional.of(form).filter(_ -> whole);
    }

    private boolean read(String piece) {
        int head = piece.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        String name = "";
        String type = "";
        for (String line : piece.substring(0, head).strip().split("\r\n")) {
            String lower = line.toLowerCase(Locale.ROOT);
            Matcher named = NAMED.matcher(line.substring(line.indexOf(':') + 1).strip());
            if (lower.startsWith("content-disposition:") && named.matches()) {
                name = named.group(1).replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
            } else if (lower.startsWith("content-type:")) {
                type = line.substring("content-type:".length()).strip();
            } else {
                return false;
            }
        }
        if (name.isEmpty()) {
            return false;
        }
        field(Draft.literal(name), Draft.literal(piece.substring(head + 4)), type);
        return true;
    }

    public void field(String name, String value) {
        field(name, value, "");
    }

    /** @param type its content type; {@code ""} for none */
    public void field(String name, String value, String type) {
        boolean sayable = type.length() <= LONGEST_TYPE && type.chars().noneMatch(Character::isISOControl);
        parts.add(new Draft.Part(name, value, sayable ? type.strip() : ""));
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * The whole as a request's body.
     *
     * @param headers lose their content type, or get another one when the form is none that a request may have, and so a text
     */
    public Draft.Body body(HeaderFields headers) {
        if (isEmpty()) {
            return Draft.NOTHING;
        }
        headers.remove("Content-Type");
        if (parts.size() <= MOST_PARTS && parts.stream().allMatch(Multipart::fits)) {
            return new Draft.PartsBody(List.copyOf(parts));
        }
        headers.set("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        return new Draft.TextBody(text());
    }

    private static boolean fits(Draft.Part part) {
        return !part.name().isEmpty()
                && part.name().length() <= LONGEST_NAME
                && part.value().length() <= LONGEST_VALUE;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Draft.Part part : parts) {
            text.append("--")
                    .append(BOUNDARY)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(part.name()
                            .replace("\r", "%0D")
                            .replace("\n", "%0A")
                            .replace("\"", "%22"))
                    .append(part.type().isEmpty() ? "\"" : "\"\r\nContent-Type: " + part.type())
                    .append("\r\n\r\n")
                    .append(part.value())
                    .append("\r\n");
        }
        return text + "--" + BOUNDARY + "--\r\n";
    }
}
