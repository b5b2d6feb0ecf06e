package dev.throng.runner.grpc.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.TypeRegistry;
import dev.throng.runner.script.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Services and the messages of their methods. Immutable. */
public final class Definitions {
    private static final int MOST_LISTED = 400;

    private final Map<String, ServiceDescriptor> services = new TreeMap<>();
    private final TypeRegistry types;

    private Definitions(Collection<FileDescriptor> files) {
        TypeRegistry.Builder registry = TypeRegistry.newBuilder();
        for (FileDescriptor file : files) {
            file.getServices().forEach(service -> services.put(service.getFullName(), service));
            registry.add(file.getMessageTypes());
        }
        types = registry.build();
    }

    /** @throws DefinitionException when they don't fit together */
    public static Definitions of(Collection<FileDescriptorProto> files) throws DefinitionException {
        return new Definitions(new Linker(files).all());
    }

    /** All methods of these services, those of more than one file too. */
    public static Definitions of(List<ServiceDescriptor> services) {
        Map<String, FileDescriptor> files = new LinkedHashMap<>();
        services.forEach(service -> files.put(service.getFile().getFullName(), service.getFile()));
        return new Definitions(files.values());
    }

    /** Names with their packages, in order. */
    public Set<String> services() {
        return services.keySet();
    }

    /** Names of a service's methods; empty when there is no such service. */
    public List<String> methods(String service) {
        ServiceDescriptor found = services.get(service);
        return found == null
                ? List.of()
                : found.getMethods().stream().map(MethodDescriptor::getName).toList();
    }

    /**
     * A method.
     *
     * @param call {@code shop.v1.Catalog/GetItem}
     * @throws DefinitionException there is none; the message says what there is
     */
    public MethodDescriptor method(String call) throws DefinitionException {
        int slash = Math.max(0, call.indexOf('/'));
        String service = call.substring(0, slash);
        String name = call.substring(slash + 1);
        ServiceDescriptor found = services.get(service);
        MethodDescriptor method = found == null ? null : found.findMethodByName(name);
        if (method != null) {
            return method;
        }
        List<String> methods = methods(service);
        throw new DefinitionException(
                methods.isEmpty()
                        ? "no service is called " + service + Nearest.hint(service, services()) + "; there are "
                                + list(services())
                        : service + " has no method " + name + Nearest.hint(name, methods) + "; it has "
                                + list(methods));
    }

    private static String list(Iterable<String> names) {
        String all = String.join(", ", names);
        return all.isEmpty() ? "none" : all.length() < MOST_LISTED ? all : all.substring(0, MOST_LISTED) + "…";
    }

    /** All message types by their names, for what is packed into an Any. */
    public TypeRegistry types() {
        return types;
    }

    /** Names of a message's fields, as in JSON. */
    public static List<String> fields(Descriptor message) {
        List<String> names = new ArrayList<>();
        message.getFields().forEach(field -> names.add(field.getJsonName()));
        return names;
    }
}
