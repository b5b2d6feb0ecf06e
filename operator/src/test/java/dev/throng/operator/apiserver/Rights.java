package dev.throng.operator.apiserver;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Writes down which rights a client's requests need, as {@code verb group/resource}, such as {@code patch batch/jobs}. Safe
 * for all threads.
 */
final class Rights implements Interceptor {
    /** Of all operators in this JVM. */
    static final Rights USED = new Rights();

    private final Set<String> used = new ConcurrentSkipListSet<>();

    Set<String> used() {
        return new TreeSet<>(used);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        URI uri = request.uri();
        List<String> path = Arrays.asList(uri.getPath().substring(1).split("/"));
        boolean core = path.getFirst().equals("api");
        int resource = path.indexOf("namespaces") + 2;
        if (resource < 2 || resource >= path.size()) {
            return;
        }
        String what = (core ? "" : path.get(1)) + "/" + path.get(resource)
                + (path.size() > resource + 2 ? "/" + path.get(resource + 2) : "");
        boolean named = path.size() > resource + 1;
        String query = String.valueOf(uri.getQuery());
        used.add(verb(request.method(), named, query) + " " + what);
        // What is applied is made if it is not there.
        boolean applied = request.method().equals("PATCH") && query.contains("fieldManager");
        if (applied && path.size() == resource + 2) {
            used.add("create " + what);
        }
    }

    private static String verb(String method, boolean named, String query) {
        return switch (method) {
            case "GET" -> named ? "get" : query.contains("watch=true") ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> method;
        };
    }
}
