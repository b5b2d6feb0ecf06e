package dev.throng.runner.grpc.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kotlin.ranges.IntRange;
import org.jspecify.annotations.Nullable;

/** Makes a descriptor of one parsed message. */
final class MessageConversion {
    private static final int MOST_FIELD = 536_870_911;

    private static final Map<String, Type> SCALARS = Map.ofEntries(
            Map.entry("double", Type.TYPE_DOUBLE),
            Map.entry("float", Type.TYPE_FLOAT),
            Map.entry("int32", Type.TYPE_INT32),
            Map.entry("int64", Type.TYPE_INT64),
            Map.entry("uint32", Type.TYPE_UINT32),
            Map.entry("uint64", Type.TYPE_UINT64),
            Map.entry("sint32", Type.TYPE_SINT32),
            Map.entry("sint64", Type.TYPE_SINT64),
            Map.entry("fixed32", Type.TYPE_FIXED32),
            Map.entry("fixed64", Type.TYPE_FIXED64),
            Map.entry("sfixed32", Type.TYPE_SFIXED32),
            Map.entry("sfixed64", Type.TYPE_SFIXED64),
            Map.entry("bool", Type.TYPE_BOOL),
            Map.entry("string", Type.TYPE_STRING),
            Map.entry("bytes", Type.TYPE_BYTES));

    private final DescriptorProto.Builder made = DescriptorProto.newBuilder();
    private final List<FieldDescriptorProto.Builder> optionals = new ArrayList<>();
    private final boolean proto3;
    private final Inner inner;

    /** Adds what is defined within. */
    interface Inner {
        void addTo(DescriptorProto.Builder scope) throws DefinitionException;
    }

    MessageConversion(String name, boolean proto3, Inner inner) {
        made.setName(name);
        this.proto3 = proto3;
        this.inner = inner;
    }

    DescriptorProto of(MessageElement message) throws DefinitionException {
        message.getFields().forEach(this::field);
        message.getGroups().forEach(this::group);
        for (OneOfElement oneOf : message.getOneOfs()) {
            int index = made.getOneofDeclCount();
            made.addOneofDeclBuilder().setName(oneOf.getName());
            oneOf.getFields().forEach(field -> made.addField(plain(field, false).setOneofIndex(index)));
        }
        inner.addTo(made);
        message.getExtensions().forEach(this::extensions);
        for (OptionElement option : message.getOptions()) {
            if (option.getName().equals("message_set_wire_format") && FileConversion.isTrue(option)) {
                made.setOptions(MessageOptions.newBuilder().setMessageSetWireFormat(true));
            }
        }
        // A field of proto3 that says optional is alone in a choice that nobody sees; these come behind the others.
        for (FieldDescriptorProto.Builder field : optionals) {
            made.addOneofDeclBuilder().setName("_" + field.getName());
            made.addField(field.setOneofIndex(made.getOneofDeclCount() - 1));
        }
        return made.build();
    }

    private void field(FieldElement field) {
        if (field.getType().startsWith("map<")) {
            map(field);
        } else if (proto3 && field.getLabel() == Field.Label.OPTIONAL) {
            optionals.add(plain(field, true));
        } else {
            made.addField(plain(field, false));
        }
    }

    static FieldDescriptorProto.Builder plain(FieldElement field, boolean optional) {
        FieldDescriptorProto.Builder plain =
                FieldDescriptorProto.newBuilder().setName(field.getName()).setNumber(field.getTag());
        plain.setLabel(label(field.getLabel()));
        type(plain, field.getType());
        if (optional) {
            plain.setProto3Optional(true);
        }
        if (field.getJsonName() != null) {
            plain.setJsonName(field.getJsonName());
        }
        if (field.getDefaultValue() != null) {
            plain.setDefaultValue(field.getDefaultValue());
        }
        for (OptionElement option : field.getOptions()) {
            if (option.getName().equals("packed") && !option.isParenthesized()) {
                plain.setOptions(FieldOptions.newBuilder().setPacked(FileConversion.isTrue(option)));
            }
        }
        return plain;
    }

    private static Label label(Field.@Nullable Label label) {
        return switch (label) {
            case REPEATED -> Label.LABEL_REPEATED;
            case REQUIRED -> Label.LABEL_REQUIRED;
            case null -> Label.LABEL_OPTIONAL;
            case OPTIONAL, ONE_OF -> Label.LABEL_OPTIONAL;
        };
    }

    private static void type(FieldDescriptorProto.Builder field, String type) {
        Type scalar = SCALARS.get(type);
        if (scalar == null) {
            field.setTypeName(type);
        } else {
            field.setType(scalar);
        }
    }

    /** A map is a list of entries of a type of its own. */
    private void map(FieldElement field) {
        String[] types = field.getType().replaceAll("^map<|>$|\\s", "").split(",", 2);
        String entry = entryName(field.getName());
        DescriptorProto.Builder type = made.addNestedTypeBuilder().setName(entry);
        type.setOptions(MessageOptions.newBuilder().setMapEntry(true));
        type(type.addFieldBuilder().setName("key").setNumber(1).setLabel(Label.LABEL_OPTIONAL), types[0]);
        type(type.addFieldBuilder().setName("value").setNumber(2).setLabel(Label.LABEL_OPTIONAL), types[1]);
        FieldDescriptorProto.Builder list = plain(field, false).setLabel(Label.LABEL_REPEATED);
        made.addField(list.setType(Type.TYPE_MESSAGE).setTypeName(entry));
    }

    /** As protoc calls it: {@code unit_prices} has UnitPricesEntry. */
    private static String entryName(String field) {
        StringBuilder name = new StringBuilder();
        boolean upper = true;
        for (char c : field.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.append("Entry").toString();
    }

    private void group(GroupElement group) {
        DescriptorProto.Builder type = made.addNestedTypeBuilder().setName(group.getName());
        group.getFields().forEach(field -> type.addField(plain(field, false)));
        made.addFieldBuilder()
                .setName(group.getName().toLowerCase(Locale.ROOT))
                .setNumber(group.getTag())
                .setLabel(label(group.getLabel()))
                .setType(Type.TYPE_GROUP)
                .setTypeName(group.getName());
    }

    private void extensions(ExtensionsElement element) {
        for (Object value : element.getValues()) {
            switch (value) {
                case IntRange range -> range(range.getFirst(), Math.min(MOST_FIELD, range.getLast()));
                case Integer one -> range(one, one);
                default -> throw new IllegalStateException("extensions are numbers, not " + value);
            }
        }
    }

    private void range(int first, int last) {
        made.addExtensionRangeBuilder().setStart(first).setEnd(last + 1);
    }
}
