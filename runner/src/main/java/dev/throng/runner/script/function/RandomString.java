package dev.throng.runner.script.function;

import dev.throng.runner.script.Scope;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Part;
import dev.throng.runner.script.expression.Type;

/** {@code random.string(length, alphabet)}. @param letters one string per character of the alphabet */
record RandomString(int length, String[] letters) implements Node {
    static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    static final int LONGEST = 1_000_000;

    static RandomString of(int length, String alphabet) {
        return new RandomString(
                length, alphabet.codePoints().mapToObj(Character::toString).toArray(String[]::new));
    }

    @Override
    public Type type() {
        return Type.TEXT;
    }

    @Override
    public Object value(Scope scope) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters[scope.random().nextInt(letters.length)]);
        }
        return text.toString();
    }

    @Override
    public Part part(Encoding encoding) {
        Encoding inside = encoding == Encoding.JSON_VALUE ? Encoding.JSON_TEXT : encoding;
        byte[][] encoded = new byte[letters.length][];
        for (int i = 0; i < letters.length; i++) {
            encoded[i] = inside.encode(letters[i]);
        }
        return Part.Quoted.in(encoding, (scope, out) -> {
            for (int i = 0; i < length; i++) {
                out.append(encoded[scope.random().nextInt(encoded.length)]);
            }
            return true;
        });
    }
}
