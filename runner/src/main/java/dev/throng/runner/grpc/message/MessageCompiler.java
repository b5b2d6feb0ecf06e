package dev.throng.runner.grpc.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Unwritable;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles messages that are written as JSON with expressions; what does not fit their definition is said where it stands. */
public final class MessageCompiler {
    private final Scripts scripts;
    private final Variables variables;
    private final JsonFormat.Parser parser;

    /** @param types that may be packed into an Any */
    public MessageCompiler(Scripts scripts, Variables variables, TypeRegistry types) {
        this.scripts = scripts;
        this.variables = variables;
        parser = JsonFormat.parser().usingTypeRegistry(types);
    }

    /**
     * What a call sends.
     *
     * @param compressed whether each message is sent compressed
     */
    public Template compile(List<JsonNode> messages, Descriptor type, boolean compressed, List<Place> places) {
        List<List<Piece>> all = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            all.add(message(messages.get(i), type, places.get(i)));
        }
        String source = messages.stream().map(JsonNode::toString).collect(Collectors.joining(" "));
        return new MessagesTemplate(source, all, compressed);
    }

    /** The fields of a message. */
    private List<Piece> message(JsonNode node, Descriptor type, Place place) {
        Pieces pieces = new Pieces();
        if (isOwn(type)) {
            whole(node, type, place, pieces);
        } else if (node.isObject()) {
            fields(node, type, place, pieces);
        } else {
            place.problem("needs an object with fields of " + type.getName());
        }
        return pieces.done();
    }

    /** A request whose message is one of protobuf's own types: all of it at once, and without expressions. */
    private void whole(JsonNode node, Descriptor type, Place place, Pieces pieces) {
        if (node.toString().contains("${")) {
            place.problem("a message of type " + type.getFullName() + " can't hold ${…}");
            return;
        }
        if (node.isObject() && node.isEmpty()) {
            return;
        }
        try {
            pieces.constant(Piece.Late.bytes(type, node.toString(), parser));
        } catch (Unwritable wrong) {
            place.problem(String.valueOf(wrong.getMessage()));
        }
    }

    private void fields(JsonNode node, Descriptor type, Place place, Pieces pieces) {
        Set<OneofDescriptor> chosen = new HashSet<>();
        for (Map.Entry<String, JsonNode> given : node.properties()) {
            FieldDescriptor field = field(type, given.getKey());
            Place at = place.field(given.getKey());
            if (field == null) {
                at.problem(type.getName() + " has no field " + given.getKey()
                        + Nearest.hint(given.getKey(), Definitions.fields(type)));
                continue;
            }
            OneofDescriptor choice = field.getRealContainingOneof();
            if (choice != null && !chosen.add(choice)) {
                at.problem("only one field of " + choice.getName() + " can be given");
            }
            if (!given.getValue().isNull() || isNullable(field)) {
                field(field, given.getValue(), at, pieces);
            }
        }
    }

    /** In JSON a null is no value, but for the type that has one of its own. */
    private static boolean isNullable(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().getFullName().equals("google.protobuf.Value");
    }

    private static @Nullable FieldDescriptor field(Descriptor type, String name) {
        FieldDescriptor plain = type.findFieldByName(name);
        if (plain != null) {
            return plain;
        }
        return type.getFields().stream()
                .filter(field -> field.getJsonName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void field(FieldDescriptor field, JsonNode value, Place place, Pieces pieces) {
        boolean composite = field.isRepeated() || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        boolean expression = value.isTextual() && value.textValue().contains("${");
        if (composite && expression || isLate(field, value)) {
            pieces.add(new Piece.Late(field, scripts.json(value, variables, place), parser));
        } else if (field.isMapField()) {
            map(field, value, place, pieces);
        } else if (field.isRepeated()) {
            list(field, value, place, pieces);
        } else {
            one(field, value, place, pieces);
        }
    }

    /** Whether protobuf's own types with expressions in them are among the value. */
    private static boolean isLate(FieldDescriptor field, JsonNode value) {
        FieldDescriptor of = field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
        return of.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && (isOwn(of.getMessageType()) || of.getType() == FieldDescriptor.Type.GROUP)
                && value.toString().contains("${");
    }

    private static boolean isOwn(Descriptor type) {
        return type.getFullName().startsWith("google.protobuf.");
    }

    private void list(FieldDescriptor field, JsonNode value, Place place, Pieces pieces) {
        if (!value.isArray()) {
            place.problem("is a list: write [" + value + "]");
            return;
        }
        if (value.isEmpty()) {
            return;
        }
        if (!field.isPacked()) {
            for (int i = 0; i < value.size(); i++) {
                one(field, value.get(i), place.item(i), pieces);
            }
            return;
        }
        Pieces packed = new Pieces();
        for (int i = 0; i < value.size(); i++) {
            scalar(field, value.get(i), place.item(i), packed);
        }
        pieces.tag(field.getNumber() << 3 | 2);
        pieces.sized(packed.done());
    }

    private void map(FieldDescriptor field, JsonNode value, Place place, Pieces pieces) {
        if (!value.isObject()) {
            place.problem("is a map: write {key: value}");
            return;
        }
        Descriptor entry = field.getMessageType();
        for (Map.Entry<String, JsonNode> given : value.properties()) {
            Place at = place.field(given.getKey());
            Pieces both = new Pieces();
            FieldDescriptor key = entry.findFieldByNumber(1);
            both.tag(Scalars.tag(key));
            text(key, given.getKey(), at, both);
            one(entry.findFieldByNumber(2), given.getValue(), at, both);
            pieces.tag(Scalars.tag(field));
            pieces.sized(both.done());
        }
    }

    /** A single value with its tag. */
    private void one(FieldDescriptor field, JsonNode value, Place place, Pieces pieces) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            pieces.tag(Scalars.tag(field));
            scalar(field, value, place, pieces);
        } else if (value.isTextual() && value.textValue().contains("${")) {
            place.problem("an expression can stand for the whole list or map, or for values in a message, not here");
        } else if (isOwn(field.getMessageType()) || field.getType() == FieldDescriptor.Type.GROUP) {
            String json = field.isRepeated() ? "[" + value + "]" : value.toString();
            own(field, json, place, pieces);
        } else {
            List<Piece> within = message(value, field.getMessageType(), place);
            pieces.tag(Scalars.tag(field));
            pieces.sized(within);
        }
    }

    private void own(FieldDescriptor field, String json, Place place, Pieces pieces) {
        try {
            pieces.constant(Piece.Late.bytes(
                    field.getContainingType(), "{\"" + field.getJsonName() + "\":" + json + "}", parser));
        } catch (Unwritable wrong) {
            place.problem(String.valueOf(wrong.getMessage()));
        }
    }

    private void scalar(FieldDescriptor field, JsonNode node, Place place, Pieces pieces) {
        if (node.isTextual()) {
            text(field, node.textValue(), place, pieces);
            return;
        }
        Object value = Values.of(node);
        if (value == null || node.isContainerNode() || node.isNull()) {
            place.problem("needs a single value, a " + field.getType().name().toLowerCase(Locale.ROOT));
        } else {
            constant(field, value, place, pieces);
        }
    }

    private void text(FieldDescriptor field, String text, Place place, Pieces pieces) {
        if (text.contains("${")) {
            pieces.add(new Piece.Value(field, scripts.text(text, variables, place)));
        } else {
            constant(field, text, place, pieces);
        }
    }

    private static void constant(FieldDescriptor field, Object value, Place place, Pieces pieces) {
        ByteSink bytes = new ByteSink(16);
        try {
            Scalars.append(field, value, bytes);
            pieces.constant(bytes.copy());
        } catch (Unwritable wrong) {
            place.problem(String.valueOf(wrong.getMessage()));
        }
    }

    /** Collects pieces; constant neighbours become one. */
    private static final class Pieces {
        private final List<Piece> pieces = new ArrayList<>();
        private final ByteSink constant = new ByteSink(32);

        void tag(int tag) {
            Wire.varint(constant, tag);
        }

        void constant(byte[] bytes) {
            constant.append(bytes);
        }

        void add(Piece piece) {
            flush();
            pieces.add(piece);
        }

        void sized(List<Piece> within) {
            if (within.stream().allMatch(Piece.Constant.class::isInstance)) {
                int from = Wire.open(constant);
                within.forEach(piece -> constant.append(((Piece.Constant) piece).bytes()));
                Wire.close(constant, from);
            } else {
                add(new Piece.Sized(within));
            }
        }

        List<Piece> done() {
            flush();
            return List.copyOf(pieces);
        }

        private void flush() {
            if (constant.length() > 0) {
                pieces.add(new Piece.Constant(constant.copy()));
                constant.truncate(0);
            }
        }
    }
}
