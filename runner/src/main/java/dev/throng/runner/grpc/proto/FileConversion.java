package dev.throng.runner.grpc.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumOptions;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.List;
import java.util.Map;

/**
 * Makes a descriptor of a parsed file. Names of types stay as they are written: protobuf's library finds out what they mean when it links.
 */
final class FileConversion {
    private final ProtoFileElement file;
    private final String name;
    private final Map<String, String> imports;
    private final boolean proto3;

    /** @param imports what the file calls its imports, and what they are called */
    FileConversion(ProtoFileElement file, String name, Map<String, String> imports) {
        this.file = file;
        this.name = name;
        this.imports = imports;
        proto3 = String.valueOf(file.getSyntax()).equals("proto3");
    }

    FileDescriptorProto done() throws DefinitionException {
        FileDescriptorProto.Builder made = FileDescriptorProto.newBuilder().setName(name);
        syntax(made);
        if (file.getPackageName() != null) {
            made.setPackage(file.getPackageName());
        }
        for (Map.Entry<String, String> imported : imports.entrySet()) {
            if (file.getPublicImports().contains(imported.getKey())) {
                made.addPublicDependency(made.getDependencyCount());
            }
            made.addDependency(imported.getValue());
        }
        for (TypeElement type : file.getTypes()) {
            switch (type) {
                case MessageElement message -> made.addMessageType(message(message));
                case EnumElement values -> made.addEnumType(values(values));
                default -> {}
            }
        }
        for (ExtendElement extension : file.getExtendDeclarations()) {
            made.addAllExtension(extensions(extension));
        }
        file.getServices().forEach(service -> made.addService(service(service)));
        return made.build();
    }

    private void syntax(FileDescriptorProto.Builder made) {
        String syntax = String.valueOf(file.getSyntax());
        if (syntax.matches("(edition )?2[0-9]{3}")) {
            made.setSyntax("editions").setEdition(Edition.valueOf("EDITION_" + syntax.replace("edition ", "")));
        } else {
            made.setSyntax(proto3 ? "proto3" : "proto2");
        }
    }

    private DescriptorProto message(MessageElement message) throws DefinitionException {
        return new MessageConversion(message.getName(), proto3, scope -> {
                    for (TypeElement type : message.getNestedTypes()) {
                        switch (type) {
                            case MessageElement nested -> scope.addNestedType(message(nested));
                            case EnumElement nested -> scope.addEnumType(values(nested));
                            default -> {}
                        }
                    }
                    for (ExtendElement extension : message.getExtendDeclarations()) {
                        scope.addAllExtension(extensions(extension));
                    }
                })
                .of(message);
    }

    private List<FieldDescriptorProto> extensions(ExtendElement extension) {
        return extension.getFields().stream()
                .map(field -> MessageConversion.plain(field, false)
                        .setExtendee(extension.getName())
                        .build())
                .toList();
    }

    private EnumDescriptorProto values(EnumElement values) {
        EnumDescriptorProto.Builder made = EnumDescriptorProto.newBuilder().setName(values.getName());
        for (OptionElement option : values.getOptions()) {
            if (option.getName().equals("allow_alias") && isTrue(option)) {
                made.setOptions(EnumOptions.newBuilder().setAllowAlias(true));
            }
        }
        values.getConstants()
                .forEach(constant ->
                        made.addValueBuilder().setName(constant.getName()).setNumber(constant.getTag()));
        return made.build();
    }

    static boolean isTrue(OptionElement option) {
        return String.valueOf(option.getValue()).equals("true");
    }

    private static ServiceDescriptorProto service(ServiceElement service) {
        ServiceDescriptorProto.Builder made =
                ServiceDescriptorProto.newBuilder().setName(service.getName());
        service.getRpcs()
                .forEach(method -> made.addMethodBuilder()
                        .setName(method.getName())
                        .setInputType(method.getRequestType())
                        .setOutputType(method.getResponseType())
                        .setClientStreaming(method.getRequestStreaming())
                        .setServerStreaming(method.getResponseStreaming()));
        return made.build();
    }
}
