package dev.throng.runner.grpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a server says beside a status. */
public final class StatusMessage {
    private StatusMessage() {}

    /** Percent-encoded UTF-8, of which what is not well-formed stays as it is. */
    public static String decoded(String said) {
        ByteBuffer bytes = ByteBuffer.allocate(said.length());
        for (int at = 0; at < said.length(); at++) {
            char c = said.charAt(at);
            boolean escaped = c == '%' && isHex(said, at + 1);
            if (escaped) {
                bytes.put((byte) Integer.parseInt(said, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return at + 2 <= text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }
}
