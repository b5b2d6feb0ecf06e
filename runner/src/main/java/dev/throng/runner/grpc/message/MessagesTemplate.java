package dev.throng.runner.grpc.message;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of a call, each with its flag and length before it, as a template of bytes. */
record MessagesTemplate(String source, List<List<Piece>> messages, boolean compressed) implements Template {
    @Override
    public boolean constant() {
        return messages.stream().allMatch(pieces -> pieces.stream().allMatch(Piece.Constant.class::isInstance));
    }

    @Override
    public boolean secret() {
        return messages.stream().flatMap(List::stream).anyMatch(MessagesTemplate::isSecret);
    }

    private static boolean isSecret(Piece piece) {
        return switch (piece) {
            case Piece.Constant _ -> false;
            case Piece.Value value -> value.template().secret();
            case Piece.Late late -> late.json().secret();
            case Piece.Sized sized -> sized.pieces().stream().anyMatch(MessagesTemplate::isSecret);
        };
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        for (List<Piece> message : messages) {
            int at = Framing.begin(out);
            for (Piece piece : message) {
                if (!piece.writeTo(scope, out)) {
                    return false;
                }
            }
            Framing.end(out, at, compressed);
        }
        return true;
    }

    /** There is none but its bytes. */
    @Override
    public @Nullable Object value(Scope scope) {
        return null;
    }

    @Override
    public String toString() {
        return source;
    }
}
