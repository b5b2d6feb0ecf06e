package dev.throng.runner.cluster;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.plan.Plan;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who takes part, and who has which users. Immutable.
 *
 * @param assignment the users' owners by number; empty before the start
 * @param posts who has which name
 */
record Crew(Optional<Assignment> assignment, Map<String, Post> posts) {
    static final Crew NOBODY = new Crew(Optional.empty(), Map.of());

    Crew {
        posts = Collections.unmodifiableMap(new TreeMap<>(posts));
    }

    /**
     * @param incarnation empty when it left for good
     * @param number in the assignment; each incarnation has its own, so that unique numbers stay unique; -1 before it
     *     has one
     */
    record Post(String incarnation, int number) {}

    /** The run starts with these. */
    Crew founded(Collection<Seat> founders) {
        Map<String, Post> numbered = new LinkedHashMap<>();
        for (Seat seat : founders) {
            numbered.put(seat.id().name(), new Post(seat.id().incarnation(), numbered.size()));
        }
        return new Crew(
                Optional.of(
                        Assignment.initial(founders.stream().map(Seat::weight).toList())),
                numbered);
    }

    /** It gets a share, or its own back. */
    Crew joined(Seat seat) {
        Crew posted = posted(seat.id());
        int number = posted.post(seat.id()).number();
        return new Crew(posted.assignment.map(users -> users.with(number, seat.weight())), posted.posts);
    }

    /** Its users go to the others. */
    Crew left(String name) {
        return new Crew(assignment.map(users -> users.without(number(name))), posts);
    }

    /** Its users go to the others, and it does not come back. */
    Crew vacated(String name) {
        Map<String, Post> changed = new LinkedHashMap<>(posts);
        changed.computeIfPresent(name, (key, post) -> new Post("", post.number()));
        return new Crew(left(name).assignment, changed);
    }

    /** This incarnation has the name from now on; the users of the one before it, if they are still there, are its own. */
    Crew manned(WorkerId id) {
        if (assignment.isEmpty()) {
            return with(id, new Post(id.incarnation(), -1));
        }
        int before = number(id.name());
        Crew posted = posted(id);
        int after = posted.post(id).number();
        return new Crew(posted.assignment.map(users -> users.replaced(before, after)), posted.posts);
    }

    private Crew posted(WorkerId id) {
        return mans(id) && number(id.name()) >= 0 ? this : with(id, new Post(id.incarnation(), nextNumber()));
    }

    private Crew with(WorkerId id, Post post) {
        Map<String, Post> changed = new LinkedHashMap<>(posts);
        changed.put(id.name(), post);
        return new Crew(assignment, changed);
    }

    /** Never one that was used: posts only ever get higher ones, and a number is lost only to a higher one. */
    private int nextNumber() {
        return 1 + posts.values().stream().mapToInt(Post::number).max().orElse(-1);
    }

    private Post post(WorkerId id) {
        return posts.getOrDefault(id.name(), new Post(id.incarnation(), -1));
    }

    /** In the assignment; -1 when it has none. */
    int number(String name) {
        return Optional.ofNullable(posts.get(name)).map(Post::number).orElse(-1);
    }

    /** Whether this incarnation has its name. */
    boolean mans(WorkerId id) {
        return posts.containsKey(id.name()) && post(id).incarnation().equals(id.incarnation());
    }

    /** Whether another incarnation has its name. */
    boolean replaced(WorkerId id) {
        return posts.containsKey(id.name()) && !mans(id);
    }

    /** Whether the worker with this name has a share. */
    boolean member(String name) {
        return assignment
                .filter(users -> users.members().containsKey(number(name)))
                .isPresent();
    }

    /** Who has a place. */
    List<WorkerId> incarnations() {
        return posts.entrySet().stream()
                .filter(post -> !post.getValue().incarnation().isEmpty())
                .map(post -> new WorkerId(post.getKey(), post.getValue().incarnation()))
                .toList();
    }

    /** Nothing when it takes no part. */
    Optional<Share> share(String name, Plan plan) {
        return assignment.map(users -> users.share(number(name), plan));
    }
}
