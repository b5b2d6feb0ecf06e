package dev.throng.runner.cluster.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A run's secret: whoever has it may take part and steer. Never an argument of a command, since those are seen by
 * everybody on the machine.
 */
public final class Token {
    /** The environment variable that may hold it. */
    public static final String VARIABLE = "THRONG_TOKEN";

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when there is nothing in it, or what a header can't carry */
    public static Token of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || !stripped.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a token is visible ASCII characters, at least one");
        }
        return new Token(stripped);
    }

    /** A new one that nobody can guess. */
    public static Token random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * From the file, if one is named, else from the variable's value.
     *
     * @return empty when neither is there
     * @throws IOException when the file can't be read
     */
    public static Optional<Token> find(Optional<Path> file, Optional<String> variable) throws IOException {
        Optional<String> text = file.isPresent() ? Optional.of(Files.readString(file.get())) : variable;
        return text.filter(found -> !found.isBlank()).map(Token::of);
    }

    /** Takes the same time wherever the first difference is. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** For those it is to be handed to. */
    public String text() {
        return text;
    }

    /** Says nothing, since it may end up in a log. */
    @Override
    public String toString() {
        return "Token[…]";
    }
}
