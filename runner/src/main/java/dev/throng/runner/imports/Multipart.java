package dev.throng.runner.imports;

/** A form whose fields are parts of one text, as {@code multipart/form-data} has them; texts may hold expressions. */
public final class Multipart {
    /** Nobody's field holds it. */
    private static final String BOUNDARY = "throng-form-field-5f2c1b7a9d";

    private final StringBuilder text = new StringBuilder();

    /** The content type with the boundary. */
    public static String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public void field(String name, String value) {
        text.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22"))
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n");
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The whole body. */
    public String text() {
        return text + "--" + BOUNDARY + "--\r\n";
    }

    /** The whole as a request's body, whose content type is among the headers then. */
    Draft.Body body(HeaderFields headers) {
        if (isEmpty()) {
            return Draft.NOTHING;
        }
        headers.set("Content-Type", type());
        return new Draft.TextBody(text());
    }
}
