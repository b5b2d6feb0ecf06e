package dev.throng.api.file.bind;

import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.schema.GoDuration;
import dev.throng.api.schema.Notation;
import dev.throng.api.schema.Type;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds single values. */
final class ScalarBinder {
    private final Findings findings;

    ScalarBinder(Findings findings) {
        this.findings = findings;
    }

    /** The value in the type's Java type; null when something was found wrong. */
    @Nullable Object bind(Type type, Scalar scalar, String path) {
        Form form = scalar.form();
        boolean number = form == Form.WHOLE || form == Form.DECIMAL;
        return switch (type) {
            case Type.Text text
            when form == Form.TEXT || text.orWhole() != null && form == Form.WHOLE -> text(text, scalar, path);
            case Type.Whole whole when form == Form.WHOLE -> whole(whole, scalar, path);
            case Type.Decimal decimal when number -> decimal(decimal, scalar, path);
            case Type.Flag _ when form == Form.FLAG -> scalar.text().equalsIgnoreCase("true");
            case Type.Choice choice when form == Form.TEXT -> choice(choice, scalar, path);
            default -> refuse(scalar, path, Advice.wrongType(type, scalar));
        };
    }

    private @Nullable Object choice(Type.Choice type, Scalar scalar, String path) {
        int at = type.names().indexOf(scalar.text());
        return at >= 0 ? type.type().getEnumConstants()[at] : refuse(scalar, path, Advice.wrongType(type, scalar));
    }

    private @Nullable String text(Type.Text type, Scalar scalar, String path) {
        String text = scalar.text();
        Notation notation = type.notation();
        Optional<String> size =
                Advice.size(text.codePointCount(0, text.length()), type.minLength(), type.maxLength(), "character");
        if (size.isPresent()) {
            return refuse(scalar, path, size.get());
        }
        if (notation != null && !notation.matches(text)) {
            return refuse(scalar, path, Advice.notation(notation, text));
        }
        if (notation == Notation.DURATION && GoDuration.parse(text).isEmpty()) {
            return refuse(scalar, path, "is longer than " + GoDuration.format(GoDuration.LONGEST));
        }
        return text;
    }

    private @Nullable Number whole(Type.Whole type, Scalar scalar, String path) {
        BigInteger value = Form.whole(scalar.text());
        if (value.compareTo(BigInteger.valueOf(type.min())) < 0) {
            return refuse(scalar, path, Advice.tooSmall(scalar.text(), "at least " + type.min()));
        }
        if (value.compareTo(BigInteger.valueOf(type.max())) > 0) {
            return refuse(scalar, path, Advice.tooLarge(scalar.text(), "at most " + type.max()));
        }
        return type.wide() ? (Number) value.longValueExact() : (Number) value.intValueExact();
    }

    private @Nullable Double decimal(Type.Decimal type, Scalar scalar, String path) {
        double value = Form.decimal(scalar.text());
        if (value < type.min() || value == type.min() && !type.minIncluded()) {
            String bound = (type.minIncluded() ? "at least " : "greater than ") + Advice.number(type.min());
            return refuse(scalar, path, Advice.tooSmall(scalar.text(), bound));
        }
        if (value > type.max() || value == type.max() && !type.maxIncluded()) {
            String bound = (type.maxIncluded() ? "at most " : "less than ") + Advice.number(type.max());
            return refuse(scalar, path, Advice.tooLarge(scalar.text(), bound));
        }
        return value;
    }

    private <T> @Nullable T refuse(Scalar scalar, String path, String message) {
        findings.add(scalar.start(), path, message);
        return null;
    }
}
